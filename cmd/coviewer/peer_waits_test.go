package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/coviewer/coviewer/peer"
	"github.com/coviewer/coviewer/peer/seal"
)

// What is wrong without a room is told without one: nobody is asked, so the
// service need not even be there.
func TestPeerLooksAtItsFilesBeforeItJoins(t *testing.T) {
	link := newLink(t, "http://127.0.0.1:9") // discard: nothing listens
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"save", link, file}, {"share", link, file}, {"share", link, folder + "/none.jpg"}} {
		_, err := peerRun(t, append(args, "--timeout", "10s")...)
		if err == nil || exitCode(err) != 1 {
			t.Errorf("%s: %v, want a failure before joining", args[0], err)
		}
	}
}

// Two who share in one room, each alone with the other: each must get what the
// other brings before it goes, or the other would wait for ever.
func TestTwoWhoShareBothEnd(t *testing.T) {
	link := newLink(t, pairingService(t))
	folder := t.TempDir()
	ended := make(chan error, 2)
	for width := range 2 {
		file := grayPicture(t, folder, fmt.Sprintf("%d.jpg", width), 64+width)
		go func() {
			_, err := peerRun(t, "share", link, file, "--timeout", "25s")
			ended <- err
		}()
	}
	for range 2 {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
}

func TestPeerSaysWhatItWaitsFor(t *testing.T) {
	origin := pairingService(t)
	link := newLink(t, origin)
	parsed, err := seal.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	saving := startPeer(t, "save", link, t.TempDir())
	saving.find(t, &saving.stderr, `(Nobody else is in the room; waiting)`)
	other, err := peer.Join(t.Context(), peer.Config{Link: parsed})
	if err != nil {
		t.Fatal(err)
	}
	saving.find(t, &saving.stderr, `(There is no picture on the panel yet)`)
	if err := other.Leave(t.Context()); err != nil {
		t.Fatal(err)
	}
	saving.find(t, &saving.stderr, `(Nobody else is in the room any more)`)
	if out, err := peerRun(t, "close", link); err != nil {
		t.Fatal(err, out)
	}
	if code := saving.wait(t); code != exitRefused || !strings.Contains(saving.stderr.String(), "somebody closed this room, for good") {
		t.Errorf("exit code %d: %s", code, saving.stderr.String())
	}
	if _, err := peerRun(t, "watch", link); err == nil || exitCode(err) != exitRefused || !strings.Contains(err.Error(), "ask for a new link") {
		t.Errorf("a spent link: %v", err)
	}
}

// startPeer runs `coviewer peer` until it ends or the test does.
func startPeer(t *testing.T, args ...string) *started {
	return start(t, append([]string{"peer"}, args...)...)
}
