package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// secretFile writes a secret for a service.
func secretFile(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "turn-secret")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// Two services with two secrets: check says so in words, and the relay's log
// too.
func TestCheckFindsSecretsThatDiffer(t *testing.T) {
	relay := start(t, "turn", "--listen", "127.0.0.1:0", "--secret-file", secretFile(t, "the secret of the relay"))
	address := relay.find(t, &relay.stderr, `relay="?(turn:[0-9.:]+)`)
	pages := start(t, "signaling", "--listen", "127.0.0.1:0", "--turn-urls", address+"?transport=udp",
		"--turn-secret-file", secretFile(t, "another secret of signaling"))
	origin := pages.find(t, &pages.stderr, `url=(http://[0-9.:]+)`)
	c := start(t, "check", "--url", origin)
	if code := c.wait(t); code != 1 {
		t.Errorf("exit code %d", code)
	}
	said := c.stdout.String()
	if !strings.Contains(said, "BAD  relay") || !strings.Contains(said, "do both have the same secret") || strings.Contains(said, "400") {
		t.Errorf("check says:\n%s", said)
	}
	relay.find(t, &relay.stderr, `msg="(turn authentication failed)" reason=signature`)
}

func TestCheckFindsARelayThatIsNotThere(t *testing.T) {
	pages := start(t, "signaling", "--listen", "127.0.0.1:0", "--turn-urls", "turn:127.0.0.1:9?transport=tcp",
		"--turn-secret-file", secretFile(t, "another secret of signaling"))
	origin := pages.find(t, &pages.stderr, `url=(http://[0-9.:]+)`)
	c := start(t, "check", "--url", origin)
	if code := c.wait(t); code != 1 || !strings.Contains(c.stdout.String(), "is it running, is its port open") {
		t.Errorf("exit code %d:\n%s", code, c.stdout.String())
	}
}
