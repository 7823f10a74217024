package main

import (
	"flag"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

type composeFile struct {
	Services map[string]composeService
	Secrets  map[string]struct{ File string }
}

type composeService struct {
	Build       string
	Image       string
	Command     []string
	Environment map[string]string
	Ports       []string
	Secrets     []string
	User        string
	ReadOnly    bool     `yaml:"read_only"`
	CapDrop     []string `yaml:"cap_drop"`
	Healthcheck struct{ Test []string }
}

func readCompose(t *testing.T) composeFile {
	t.Helper()
	b, err := os.ReadFile("../../docker-compose.yml")
	if err != nil {
		t.Fatal(err)
	}
	var c composeFile
	if err := yaml.Unmarshal(b, &c); err != nil {
		t.Fatal(err)
	}
	return c
}

// flagsOf returns the flags that a subcommand really has.
func flagsOf(command string) *flag.FlagSet {
	fs := newFlags(command, "", io.Discard)
	switch command {
	case "signaling":
		var s signalingSettings
		s.register(fs)
	case "turn":
		var s turnSettings
		s.register(fs)
	}
	return fs
}

func TestComposeSetsOnlyFlagsThatExist(t *testing.T) {
	compose := readCompose(t)
	for _, name := range []string{"signaling", "turn"} {
		s, ok := compose.Services[name]
		if !ok {
			t.Fatalf("no service %s", name)
		}
		if !slices.Equal(s.Command, []string{name}) {
			t.Errorf("%s runs %q", name, s.Command)
		}
		known := map[string]*flag.Flag{}
		flagsOf(name).VisitAll(func(f *flag.Flag) { known[variable(f.Name)] = f })
		for key, value := range s.Environment {
			f := known[key]
			if f == nil {
				t.Errorf("%s: no flag stands behind %s", name, key)
				continue
			}
			if err := f.Value.Set(interpolate(value)); err != nil {
				t.Errorf("%s: %s=%s: %v", name, key, value, err)
			}
		}
	}
}

func TestComposeIsHardened(t *testing.T) {
	for name, s := range readCompose(t).Services {
		if !s.ReadOnly || !slices.Equal(s.CapDrop, []string{"ALL"}) {
			t.Errorf("%s: want read_only and cap_drop ALL", name)
		}
		if len(s.Healthcheck.Test) < 2 || s.Healthcheck.Test[1] != "/coviewer" {
			t.Errorf("%s: the health check must run /coviewer: the image has no shell", name)
		}
		for key, value := range s.Environment {
			if strings.HasSuffix(key, "_SECRET") || (strings.HasSuffix(key, "SECRET_FILE") && !strings.HasPrefix(value, "/run/secrets/")) {
				t.Errorf("%s: %s: secrets come as files", name, key)
			}
		}
	}
}

func TestComposePublishesWhatTheServicesListenOn(t *testing.T) {
	compose := readCompose(t)
	want := map[string][]string{
		"signaling": {"8080:8080/tcp"},
		"turn":      {"3478:3478/udp", "3478:3478/tcp", "49160-49359:49160-49359/udp"},
	}
	for name, ports := range want {
		for _, port := range ports {
			if !slices.ContainsFunc(compose.Services[name].Ports, func(p string) bool { return strings.HasSuffix(p, port) }) {
				t.Errorf("%s does not publish %s, but %q", name, port, compose.Services[name].Ports)
			}
		}
	}
	if got := compose.Services["turn"].Environment["COVIEWER_RELAY_PORTS"]; got != "49160-49359" {
		t.Errorf("the relay uses ports %s", got)
	}
	if !strings.HasSuffix(compose.Services["signaling"].Environment["COVIEWER_LISTEN"], ":8080") ||
		!strings.HasSuffix(compose.Services["turn"].Environment["COVIEWER_LISTEN"], ":3478") {
		t.Error("a service listens on another port than the published one")
	}
}

func TestEnvExampleHoldsWhatComposeAsksFor(t *testing.T) {
	b, err := os.ReadFile("../../docker-compose.yml")
	if err != nil {
		t.Fatal(err)
	}
	example, err := os.ReadFile("../../.env.example")
	if err != nil {
		t.Fatal(err)
	}
	asked := regexp.MustCompile(`\$\{([A-Z_]+)`).FindAllStringSubmatch(string(b), -1)
	if len(asked) == 0 {
		t.Fatal("the compose file asks for nothing")
	}
	for _, m := range asked {
		if !strings.Contains(string(example), "\n"+m[1]+"=") {
			t.Errorf(".env.example lacks %s", m[1])
		}
	}
}

func TestDockerfileRunsThisBinaryAsNobody(t *testing.T) {
	b, err := os.ReadFile("../../Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"./cmd/coviewer", "USER nonroot", `ENTRYPOINT ["/coviewer"]`, "-X main.release=", "CGO_ENABLED=0"} {
		if !strings.Contains(string(b), want) {
			t.Errorf("the Dockerfile lacks %q", want)
		}
	}
	stages := regexp.MustCompile(`(?m)^FROM (\S+)`).FindAllStringSubmatch(string(b), -1)
	if len(stages) != 2 || !strings.HasPrefix(stages[0][1], "golang:") || !strings.HasSuffix(stages[1][1], ":nonroot") {
		t.Errorf("want two stages, Go first, without root last: %q", stages)
	}
}

// interpolate does as compose does, with examples for what must be given.
func interpolate(value string) string {
	examples := map[string]string{
		"COVIEWER_PUBLIC_URL":          "https://view.example.com",
		"COVIEWER_TURN_URLS":           "turn:turn.example.com:3478?transport=udp",
		"COVIEWER_TURN_PUBLIC_ADDRESS": "203.0.113.10",
	}
	return regexp.MustCompile(`\$\{([A-Z_]+)(?::([-?])([^}]*))?\}`).ReplaceAllStringFunc(value, func(m string) string {
		parts := regexp.MustCompile(`\$\{([A-Z_]+)(?::([-?])([^}]*))?\}`).FindStringSubmatch(m)
		if v := examples[parts[1]]; v != "" {
			return v
		}
		if parts[2] == "-" {
			return parts[3]
		}
		return ""
	})
}
