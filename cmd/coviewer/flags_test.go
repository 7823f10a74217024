package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"net"
	"strings"
	"testing"
)

func testEnvironment(variables map[string]string, args ...string) environment {
	return environment{args: args, stdout: io.Discard, stderr: io.Discard, getenv: func(name string) string { return variables[name] }}
}

func TestAFlagWinsOverItsVariable(t *testing.T) {
	rows := []struct {
		name, variable string
		args           []string
		want           string
	}{
		{"neither: the default", "", nil, "default"},
		{"the variable", "from-env", nil, "from-env"},
		{"the flag", "", []string{"--turn-listen", "from-flag"}, "from-flag"},
		{"both: the flag", "from-env", []string{"--turn-listen=from-flag"}, "from-flag"},
		{"a flag given empty still wins", "from-env", []string{"--turn-listen="}, ""},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			fs := newFlags("test", "", io.Discard)
			got := fs.String("turn-listen", "default", "")
			if err := parse(fs, testEnvironment(map[string]string{"COVIEWER_TURN_LISTEN": row.variable}, row.args...)); err != nil {
				t.Fatal(err)
			}
			if *got != row.want {
				t.Errorf("got %q, want %q", *got, row.want)
			}
		})
	}
}

func TestWrongUsageIsSaidOnceWithAHint(t *testing.T) {
	rows := []struct {
		name string
		args []string
		env  map[string]string
		want string
	}{
		{"no such command", []string{"serv"}, nil, `there is no command "serv"; did you mean serve? (see coviewer --help)`},
		{"no such flag", []string{"serve", "--lsiten", ":1"}, nil, "there is no flag --lsiten; did you mean --listen? (see coviewer serve --help)"},
		{"nothing like it", []string{"turn", "--zzzzzz"}, nil, "there is no flag --zzzzzz (see coviewer turn --help)"},
		{"no such flag of a peer", []string{"peer", "watch", "LINK", "--tmeout", "1s"}, nil, "did you mean --timeout?"},
		{"a flag without its value", []string{"serve", "--listen"}, nil, "--listen (COVIEWER_LISTEN) needs a value"},
		{"an argument that is no flag", []string{"serve", "now"}, nil, `"now" is not a flag`},
		{"a bad number in the environment", []string{"serve"}, map[string]string{"COVIEWER_CAPACITY": "two"}, `--capacity (COVIEWER_CAPACITY) "two": want a number`},
		{"a bad number", []string{"serve", "--capacity", "two"}, nil, `--capacity (COVIEWER_CAPACITY) "two": want a number`},
		{"a number too large", []string{"serve"}, map[string]string{"COVIEWER_CAPACITY": "9"}, "--capacity (COVIEWER_CAPACITY) 9: want 2 to 6"},
		{"nowhere to listen", []string{"serve", "--listen", "8080"}, nil, `--listen (COVIEWER_LISTEN) "8080": want HOST:PORT`},
		{"no such port", []string{"serve", "--listen", ":99999"}, nil, `--listen (COVIEWER_LISTEN) ":99999": want`},
		{"metrics nowhere", []string{"turn", "--secret-file", "x", "--metrics-listen", "9"}, nil, "--metrics-listen (COVIEWER_METRICS_LISTEN)"},
		{"an origin with a path", []string{"signaling", "--allowed-origins", "https://a.example/b"}, nil, "--allowed-origins (COVIEWER_ALLOWED_ORIGINS)"},
		{"a key pair that is not there", []string{"serve", "--tls-cert", "nowhere.pem", "--tls-key", "nowhere.pem"}, nil, "--tls-cert (COVIEWER_TLS_CERT) and --tls-key (COVIEWER_TLS_KEY): open nowhere.pem"},
		{"no folder of sources", []string{"serve", "--dev", "nowhere"}, nil, "--dev (COVIEWER_DEV) nowhere has no index.html.tmpl"},
		{"a relay on IPv6", []string{"serve", "--turn-listen", "[::1]:3478"}, nil, "--turn-listen (COVIEWER_TURN_LISTEN)"},
		{"a relay at no address", []string{"turn", "--public-address", "shop.example"}, nil, "--public-address (COVIEWER_PUBLIC_ADDRESS)"},
		{"a relay without room", []string{"turn", "--max-allocations", "0"}, nil, "--max-allocations (COVIEWER_MAX_ALLOCATIONS) 0"},
		{"a secret that is too short", []string{"turn"}, map[string]string{"COVIEWER_SECRET": "short"}, "COVIEWER_SECRET has 5 characters"},
		{"a secret that is not there", []string{"signaling", "--turn-urls", "turn:x", "--turn-secret-file", "nowhere"}, nil, "--turn-secret-file (COVIEWER_TURN_SECRET_FILE) open nowhere"},
		{"a certificate that nothing uses", []string{"turn", "--tls-cert", "x", "--tls-key", "y"}, nil, "--tls-listen (COVIEWER_TLS_LISTEN) is missing"},

		{"a bad level", []string{"serve", "--log-level", "loud"}, nil, "debug, info, warn or error"},
		{"half of a key pair", []string{"serve", "--tls-cert", "x"}, nil, "go together"},
		{"a public URL with a path", []string{"serve", "--public-url", "https://x.example/view"}, nil, "--public-url"},
		{"ports upside down", []string{"serve", "--turn-relay-ports", "9-8"}, nil, "range of ports"},
		{"a network that is none", []string{"serve", "--trusted-proxies", "10.0.0.0/99"}, nil, "neither a network"},
		{"a relay that is everywhere", []string{"serve", "--listen", "127.0.0.1:0", "--turn-listen", "0.0.0.0:0"}, nil, "--turn-public-address"},
		{"signaling with half a relay", []string{"signaling", "--turn-urls", "turn:x"}, nil, "go together"},
		{"a relay URL that is none", []string{"signaling", "--turn-urls", "x", "--turn-secret-file", "y"}, nil, "turn:"},
		{"turn without a secret", []string{"turn"}, nil, "--secret-file"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			var out, errs bytes.Buffer
			code := run(t.Context(), environment{args: row.args, stdout: &out, stderr: &errs, getenv: func(name string) string { return row.env[name] }})
			if code != 2 {
				t.Errorf("exit code %d, want 2", code)
			}
			if !strings.Contains(errs.String(), row.want) {
				t.Errorf("stderr %q does not contain %q", errs.String(), row.want)
			}
			if n := strings.Count(errs.String(), row.want); n > 1 {
				t.Errorf("%q is said %d times", row.want, n)
			}
			if out.Len() > 0 || strings.Contains(errs.String(), "Examples:") {
				t.Error("the whole help was printed")
			}
		})
	}
}

// All problems are told at once, and nothing has started by then: no socket is
// open, and the log says nothing.
func TestAllIsToldBeforeAnythingStarts(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for _, row := range []struct {
		name string
		args []string
		want []string
	}{
		{"settings", []string{
			"serve", "--listen", "nowhere", "--capacity", "9", "--allowed-origins", "x", "--tls-cert", "x", "--log-level", "loud",
			"--turn-public-address", "x", "--turn-max-bytes-per-second", "1",
		}, []string{"--listen", "--capacity", "--allowed-origins", "--tls-cert", "--log-level", "--turn-public-address", "--turn-max-bytes-per-second"}},
		{"an address that is taken", []string{"serve", "--listen", taken.Addr().String(), "--turn-listen", "127.0.0.1:0"}, []string{"--listen (COVIEWER_LISTEN)"}},
		{"metrics where something is", []string{"serve", "--listen", "127.0.0.1:0", "--turn-listen", "127.0.0.1:0", "--metrics-listen", taken.Addr().String()}, []string{"--metrics-listen (COVIEWER_METRICS_LISTEN)"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			var out, errs bytes.Buffer
			code := run(t.Context(), environment{args: row.args, stdout: &out, stderr: &errs, getenv: func(string) string { return "" }})
			if code == 0 || out.Len() > 0 || strings.Contains(errs.String(), "level=") {
				t.Errorf("exit code %d, stdout %q, stderr %q", code, out.String(), errs.String())
			}
			for _, want := range row.want {
				if !strings.Contains(errs.String(), want) {
					t.Errorf("stderr %q lacks %s", errs.String(), want)
				}
			}
		})
	}
}

func TestUnknownVariablesAreWarnedOf(t *testing.T) {
	fs := newFlags("turn", "", io.Discard)
	new(turnSettings).register(fs)
	for name, want := range map[string]string{
		"COVIEWER_LISTEN":       "",
		"COVIEWER_CAPACITY":     "", // of another command: one file of settings may serve all
		"COVIEWER_TURN_SECRET":  "",
		"COVIEWER_TEST_LOG":     "",
		"PATH":                  "",
		"COVIEWER_LISTN":        "COVIEWER_LISTN is no setting and does nothing; did you mean COVIEWER_LISTEN?",
		"COVIEWER_CAPACTY":      "COVIEWER_CAPACTY is no setting and does nothing; did you mean COVIEWER_CAPACITY?",
		"COVIEWER_RELAY_PORT":   "COVIEWER_RELAY_PORT is no setting and does nothing; did you mean COVIEWER_RELAY_PORTS?",
		"COVIEWER_SECRET_FILES": "COVIEWER_SECRET_FILES is no setting and does nothing; did you mean COVIEWER_SECRET_FILE?",
	} {
		if got := strings.Join(unknownVariables(fs, []string{name}), "\n"); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestServicesLogUnknownVariables(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var s started
	s.code = make(chan int, 1)
	go func() {
		s.code <- run(ctx, environment{
			args:   []string{"serve", "--listen", "127.0.0.1:0", "--turn-listen", "127.0.0.1:0"},
			stdout: &s.stdout, stderr: &s.stderr, getenv: func(string) string { return "" }, variables: []string{"COVIEWER_LISTN"},
		})
	}()
	s.find(t, &s.stderr, `level=(WARN) msg="COVIEWER_LISTN is no setting`)
	cancel()
	s.wait(t)
}

func TestEveryCommandHelpsWithExamples(t *testing.T) {
	for _, c := range commands() {
		if c.name == "version" {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			var out, errs bytes.Buffer
			code := run(t.Context(), environment{args: []string{c.name, "--help"}, stdout: &out, stderr: &errs, getenv: func(string) string { return "" }})
			if code != 0 || !strings.Contains(out.String(), "Examples:") || errs.Len() > 0 {
				t.Errorf("exit %d, stdout %q, stderr %q", code, out.String(), errs.String())
			}
		})
	}
}

func TestPickTakesFlagsAloneAsServe(t *testing.T) {
	for _, args := range [][]string{nil, {"--listen", "x"}, {"serve", "--listen", "x"}} {
		if c, _ := pick(args); c == nil || c.name != "serve" {
			t.Errorf("%q: picked %v", args, c)
		}
	}
}

func TestParsePassesHelpOn(t *testing.T) {
	fs := newFlags("test", "", io.Discard)
	if err := parse(fs, testEnvironment(nil, "--help")); !errors.Is(err, flag.ErrHelp) {
		t.Errorf("got %v", err)
	}
}
