package difftest

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

const webclient = "../../../webclient"

// other is the TypeScript side: a node process that answers JSON lines.
type other struct {
	t       *testing.T
	in      io.WriteCloser
	answers *bufio.Scanner
}

// answer is what became of a frame on the other side: a class, or the bytes
// that it encodes to again.
type answer struct {
	Channel string   `json:"channel"`
	Frame   string   `json:"frame"`
	Class   string   `json:"class"`
	Hex     string   `json:"hex"`
	Refused []string `json:"refused"`
}

func start(t *testing.T) *other {
	t.Helper()
	requireNode(t)
	noteSources(t)
	cmd := exec.CommandContext(t.Context(), "node", "--import", "./test/hook/register.mjs", "test/differential/main.ts")
	cmd.Dir = webclient
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.Close()
		_ = cmd.Wait()
	})
	answers := bufio.NewScanner(out)
	answers.Buffer(nil, maxLine)
	return &other{t: t, in: in, answers: answers}
}

// maxLine bounds an answer: a message in hexadecimal, and its request.
const maxLine = 1 << 20

// requireNode skips where a developer has no node; CI must have it.
func requireNode(t *testing.T) {
	t.Helper()
	_, err := exec.LookPath("node")
	if err == nil {
		_, err = os.Stat(filepath.Join(webclient, "node_modules", "esbuild"))
	}
	switch {
	case err == nil:
	case os.Getenv("CI") == "":
		t.Skipf("the differential test needs node and the packages of webclient (npm ci): %v", err)
	default:
		t.Fatalf("CI without node or the packages of webclient: %v", err)
	}
}

// noteSources looks at each source of the other side, so that go test runs again
// instead of giving a cached result when one of them has changed.
func noteSources(t *testing.T) {
	t.Helper()
	for _, folder := range []string{"src/wire", "src/panel", "test/differential", "test/unit/wire", "test/unit/panel"} {
		files, err := os.ReadDir(filepath.Join(webclient, folder))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if _, err := os.Stat(filepath.Join(webclient, folder, file.Name())); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func (o *other) send(request any) {
	o.t.Helper()
	if err := json.NewEncoder(o.in).Encode(request); err != nil {
		o.t.Fatal(err)
	}
}

func (o *other) receive() answer {
	o.t.Helper()
	if !o.answers.Scan() {
		o.t.Fatalf("the TypeScript side has ended: %v", o.answers.Err())
	}
	var a answer
	if err := json.Unmarshal(o.answers.Bytes(), &a); err != nil {
		o.t.Fatal(err)
	}
	return a
}
