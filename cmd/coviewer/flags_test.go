package main

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"strings"
	"testing"
)

func testEnvironment(variables map[string]string, args ...string) environment {
	return environment{args, io.Discard, io.Discard, func(name string) string { return variables[name] }}
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
		{"no such command", []string{"serv"}, nil, `there is no command "serv"`},
		{"no such flag", []string{"serve", "--loud"}, nil, "--help"},
		{"an argument that is no flag", []string{"serve", "now"}, nil, `"now" is not a flag`},
		{"a bad number in the environment", []string{"serve"}, map[string]string{"COVIEWER_CAPACITY": "two"}, "COVIEWER_CAPACITY"},
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
			code := run(t.Context(), environment{row.args, &out, &errs, func(name string) string { return row.env[name] }})
			if code != 2 {
				t.Errorf("exit code %d, want 2", code)
			}
			if !strings.Contains(errs.String(), row.want) {
				t.Errorf("stderr %q does not contain %q", errs.String(), row.want)
			}
			if n := strings.Count(errs.String(), row.want); row.want != "--help" && n > 1 {
				t.Errorf("%q is said %d times", row.want, n)
			}
		})
	}
}

func TestEveryCommandHelpsWithExamples(t *testing.T) {
	for _, c := range commands() {
		if c.name == "version" {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			var out, errs bytes.Buffer
			code := run(t.Context(), environment{[]string{c.name, "--help"}, &out, &errs, func(string) string { return "" }})
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
