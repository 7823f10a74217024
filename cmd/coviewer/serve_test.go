package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coviewer/coviewer/peer"
	"github.com/coviewer/coviewer/peer/seal"
)

// output is a buffer that a running command writes and a test reads.
type output struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}

// started is a subcommand that runs in this process.
type started struct {
	stdout, stderr output
	stop           context.CancelFunc
	code           chan int
}

func start(t *testing.T, args ...string) *started {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	s := &started{stop: cancel, code: make(chan int, 1)}
	go func() {
		s.code <- run(ctx, environment{args: args, stdout: &s.stdout, stderr: &s.stderr, getenv: func(string) string { return "" }})
	}()
	t.Cleanup(cancel)
	return s
}

// find waits until out holds a match of pattern and returns its first group.
func (s *started) find(t *testing.T, out *output, pattern string) string {
	t.Helper()
	re := regexp.MustCompile(pattern)
	deadline := time.Now().Add(20 * time.Second)
	for time.Now().Before(deadline) {
		if m := re.FindStringSubmatch(out.String()); m != nil {
			return m[1]
		}
		select {
		case code := <-s.code:
			t.Fatalf("ended with %d before %q: %s", code, pattern, s.stderr.String())
		case <-time.After(10 * time.Millisecond):
		}
	}
	t.Fatalf("no %q in %q", pattern, out.String())
	return ""
}

func (s *started) wait(t *testing.T) int {
	t.Helper()
	select {
	case code := <-s.code:
		return code
	case <-time.After(20 * time.Second):
		t.Fatal("it does not end")
		return 0
	}
}

func startServe(t *testing.T, more ...string) (*started, string) {
	s := start(t, append([]string{"serve", "--listen", "127.0.0.1:0", "--turn-listen", "127.0.0.1:0"}, more...)...)
	return s, s.find(t, &s.stdout, `Coviewer is at (http://[0-9.:]+)/`)
}

func TestServePrintsALinkThatOpensARoom(t *testing.T) {
	s, origin := startServe(t)
	link, err := seal.Parse(s.find(t, &s.stdout, `\n  (http\S+/r/\S+)\n`))
	if err != nil {
		t.Fatal(err)
	}
	if link.Origin != origin {
		t.Errorf("the link leads to %s, the service is at %s", link.Origin, origin)
	}
	if strings.Contains(s.stderr.String(), link.Room) {
		t.Error("the log holds the link")
	}
	page := get(t, origin+"/r/"+link.Room)
	if page.StatusCode != http.StatusOK || !strings.Contains(page.Header.Get("Content-Type"), "text/html") {
		t.Errorf("the room's page answers %s", page.Status)
	}
}

func TestRoomTellsWhoIsThereBeforeOneJoins(t *testing.T) {
	s, origin := startServe(t)
	link, err := seal.Parse(s.find(t, &s.stdout, `\n  (http\S+/r/\S+)\n`))
	if err != nil {
		t.Fatal(err)
	}
	p, err := peer.Join(t.Context(), peer.Config{Link: link})
	if err != nil {
		t.Fatal(err)
	}
	if got := text(t, origin+"/r/"+link.Room+"/people"); got != `{"people":1,"places":2,"spent":false}`+"\n" {
		t.Errorf("asked, it tells %q", got)
	}
	if page := text(t, origin+"/r/"+link.Room); !strings.Contains(page, `name="room-people" content="1" data-places="2"`) {
		t.Error("the page does not tell")
	}
	if got := get(t, origin+"/r/short/people"); got.StatusCode != http.StatusNotFound || !strings.Contains(got.Header.Get("Content-Type"), "text/html") {
		t.Errorf("no room: %s, %s", got.Status, got.Header.Get("Content-Type"))
	}
	if err := p.Leave(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestServeEndsGracefully(t *testing.T) {
	s, origin := startServe(t)
	if got := get(t, origin+"/healthz").StatusCode; got != http.StatusOK {
		t.Fatalf("/healthz answers %d", got)
	}
	s.stop()
	if code := s.wait(t); code != 0 {
		t.Errorf("exit code %d: %s", code, s.stderr.String())
	}
	if !strings.Contains(s.stderr.String(), "stopped") {
		t.Error("the log does not say that it stopped")
	}
}

func TestServeKeepsNothingOnDiskButTheRelaysSecret(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	s, _ := startServe(t, "--data", dir)
	s.stop()
	s.wait(t)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 1 || entries[0].Name() != "turn-secret" {
		t.Fatalf("--data holds %v", entries)
	}
	before, _ := os.ReadFile(filepath.Join(dir, "turn-secret"))
	if info, _ := entries[0].Info(); info.Mode().Perm() != 0o600 {
		t.Errorf("the secret has mode %v", info.Mode().Perm())
	}
	again, _ := startServe(t, "--data", dir)
	again.stop()
	again.wait(t)
	if after, _ := os.ReadFile(filepath.Join(dir, "turn-secret")); !bytes.Equal(before, after) {
		t.Error("a restart made a new secret")
	}
}

func TestCheckFindsARunningServiceWell(t *testing.T) {
	_, origin := startServe(t)
	c := start(t, "check", "--url", origin)
	if code := c.wait(t); code != 0 {
		t.Fatalf("exit code %d:\n%s%s", code, c.stdout.String(), c.stderr.String())
	}
	for _, line := range []string{"ok   page", "ok   TLS", "ok   signaling", "ok   relay"} {
		if !strings.Contains(c.stdout.String(), line) {
			t.Errorf("no %q in\n%s", line, c.stdout.String())
		}
	}
}

func TestCheckSaysWhatIsWrong(t *testing.T) {
	c := start(t, "check", "--url", "http://127.0.0.1:9") // discard: nothing listens
	if code := c.wait(t); code != 1 {
		t.Errorf("exit code %d", code)
	}
	if !strings.Contains(c.stdout.String(), "BAD  page") || !strings.Contains(c.stdout.String(), "Is the service running") {
		t.Errorf("stdout: %s", c.stdout.String())
	}
}

func TestServeSaysWhichFlagIsInTheWay(t *testing.T) {
	_, origin := startServe(t)
	taken := strings.TrimPrefix(origin, "http://")
	s := start(t, "serve", "--listen", taken, "--turn-listen", "127.0.0.1:0")
	if code := s.wait(t); code != 1 || !strings.Contains(s.stderr.String(), "--listen") {
		t.Errorf("exit %d, stderr %q", code, s.stderr.String())
	}
}

func get(t *testing.T, address string) *http.Response {
	t.Helper()
	r, _ := fetchText(t, address)
	return r
}

func text(t *testing.T, address string) string {
	t.Helper()
	_, body := fetchText(t, address)
	return body
}

func fetchText(t *testing.T, address string) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	_ = r.Body.Close()
	return r, string(b)
}
