package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/coviewer/coviewer/peer"
	"github.com/coviewer/coviewer/peer/seal"
	"github.com/coviewer/coviewer/peer/wire"
	"github.com/coviewer/coviewer/signaling"
	"github.com/coviewer/coviewer/webclient"
)

// peerRun runs `coviewer peer` and returns what it printed.
func peerRun(t *testing.T, args ...string) (string, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	var out bytes.Buffer
	err := peerCommand(ctx, environment{args: args, stdout: &out, stderr: io.Discard, getenv: func(string) string { return "" }})
	return out.String(), err
}

// newLink makes a room of a service.
func newLink(t *testing.T, origin string) string {
	t.Helper()
	link, err := peerRun(t, "new", "--url", origin)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(link)
}

// grayPicture writes a picture file. No two of different widths are the same.
func grayPicture(t *testing.T, folder, name string, width int) string {
	t.Helper()
	var picture bytes.Buffer
	if err := jpeg.Encode(&picture, image.NewGray(image.Rect(0, 0, width, 48)), nil); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(folder, name)
	if err := os.WriteFile(file, picture.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func pairingService(t *testing.T) string {
	t.Helper()
	server, err := signaling.New(signaling.DefaultConfig())
	if err != nil {
		t.Fatal(err)
	}
	h := httptest.NewServer(server)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := server.Shutdown(ctx); err != nil {
			t.Error(err)
		}
		h.Close()
	})
	return h.URL
}

func TestPeerShareAndSave(t *testing.T) {
	link := newLink(t, pairingService(t))
	folder := t.TempDir()
	file := grayPicture(t, folder, "a ..%2f shoe.jpg", 64)
	type result struct {
		out string
		err error
	}
	shared := make(chan result, 1)
	go func() {
		out, err := peerRun(t, "share", link, file, "--timeout", "25s")
		shared <- result{out, err}
	}()
	out, err := peerRun(t, "save", "--timeout", "25s", link, filepath.Join(folder, "out"))
	if err != nil {
		t.Fatal(err, out)
	}
	share := <-shared
	if share.err != nil {
		t.Fatal(share.err, share.out)
	}
	if !strings.Contains(share.out, `"arrived":true`) {
		t.Errorf("share did not tell that the picture arrived: %s", share.out)
	}
	for text := range strings.Lines(share.out + out) {
		if !json.Valid([]byte(text)) {
			t.Errorf("not a JSON line: %s", text)
		}
	}
	for _, name := range []string{"01-a____2f_shoe.jpg", "panel.json"} {
		if _, err := os.Stat(filepath.Join(folder, "out", name)); err != nil {
			t.Error(err)
		}
	}
}

// draw on a picture that another one shares, watched by a third: each ends by
// itself, or when it is interrupted, and what watch prints are JSON lines.
func TestPeerDrawAndWatch(t *testing.T) {
	link := newLink(t, pairingService(t))
	parsed, err := seal.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	shop, err := peer.Join(ctx, peer.Config{Link: parsed, Name: "Shop"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := shop.Leave(ctx); err != nil {
			t.Error(err)
		}
	}()
	var picture bytes.Buffer
	if err := jpeg.Encode(&picture, image.NewGray(image.Rect(0, 0, 64, 48)), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := shop.AddPicture(ctx, "shoe.jpg", picture.Bytes()); err != nil {
		t.Fatal(err)
	}
	out, err := peerRun(t, "draw", link, "--marks", "7", "--rate", "200", "--timeout", "25s")
	if err != nil || !strings.Contains(out, `"marks":7`) {
		t.Fatal(err, out)
	}
	arrows := func() (n int) {
		err := shop.Do(func(e *peer.Edit) {
			for element := range e.Elements() {
				if element.Kind() == wire.KindArrow {
					n++
				}
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for arrows() < 7 {
		if ctx.Err() != nil {
			t.Fatalf("%d arrows arrived of 7", arrows())
		}
	}
	out, err = watchUntil(t, link, func(out string) bool {
		return strings.Contains(out, `"shoe.jpg"`) && strings.Count(out, `"arrow"`) == 7
	})
	if err != nil {
		t.Errorf("watch: %v\n%s", err, out)
	}
	for text := range strings.Lines(out) {
		if !json.Valid([]byte(text)) {
			t.Errorf("not a JSON line: %s", text)
		}
	}
}

// watchUntil runs `coviewer peer watch` until it has printed something, and
// interrupts it then.
func watchUntil(t *testing.T, link string, enough func(out string) bool) (string, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 25*time.Second)
	defer cancel()
	out := &interrupting{enough: enough, interrupt: cancel}
	err := peerCommand(ctx, environment{args: []string{"watch", link}, stdout: out, stderr: io.Discard, getenv: func(string) string { return "" }})
	if err == nil && !enough(out.String()) {
		err = errors.New("it ended before it had told all")
	}
	return out.String(), err
}

type interrupting struct {
	bytes.Buffer
	enough    func(out string) bool
	interrupt func()
}

func (i *interrupting) Write(b []byte) (int, error) {
	n, err := i.Buffer.Write(b)
	if i.enough(i.String()) {
		i.interrupt()
	}
	return n, err
}

func TestPeerRefusals(t *testing.T) {
	origin := pairingService(t)
	link := newLink(t, origin)
	room, _, _ := strings.Cut(link, "#")
	folder := t.TempDir()
	file, bomb, picture := filepath.Join(folder, "file"), filepath.Join(folder, "bomb.png"), grayPicture(t, folder, "shoe.jpg", 64)
	if err := errors.Join(os.WriteFile(file, nil, 0o600), os.WriteFile(bomb, pngHeader(30_000, 30_000), 0o600)); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		args []string
		code int
		says string
	}{
		"no secret":     {[]string{"watch", room}, exitBadLink, "#"},
		"damaged":       {[]string{"watch", link + "x"}, exitBadLink, "copy all of it"},
		"no link":       {[]string{"watch", "hello"}, exitBadLink, "https://HOST/r/ROOM#SECRET"},
		"no such thing": {[]string{"dance", link}, 2, "watch"},
		"nothing":       {nil, 2, "watch"},
		"no file":       {[]string{"share", link}, 2, "FILE"},
		"bad color":     {[]string{"watch", link, "--color", strconv.Itoa(webclient.Colors)}, 2, fmt.Sprintf("0 to %d", webclient.Colors-1)},
		"bad url":       {[]string{"new", "--url", "view.example.com"}, 2, "https://"},
		"no folder":     {[]string{"save", link, file}, 1, "not a directory"},
		"no picture":    {[]string{"share", link, bomb}, 1, "a picture may have 64 million"},
		"too many":      {[]string{"draw", link, "--marks", "10001"}, 2, "--marks"},
		"nobody comes":  {[]string{"save", link, t.TempDir(), "--timeout", "300ms"}, exitTimedOut, "0 of 0 pictures"},
		"nobody takes":  {[]string{"share", link, picture, "--timeout", "300ms"}, exitTimedOut, "0 of 1 pictures"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := peerRun(t, c.args...)
			code := 1
			if isUsage(err) {
				code = 2
			} else if err != nil {
				code = exitCode(err)
			}
			if err == nil || code != c.code || !strings.Contains(err.Error(), c.says) {
				t.Errorf("code %d, %v; want %d and %q", code, err, c.code, c.says)
			}
			if err != nil && strings.Contains(err.Error(), strings.TrimPrefix(link, room)) {
				t.Error("the error tells the secret")
			}
		})
	}
}

// pngHeader is the beginning of a PNG that claims its pixels.
func pngHeader(width, height uint32) []byte {
	b := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
	b = binary.BigEndian.AppendUint32(b, width)
	b = binary.BigEndian.AppendUint32(b, height)
	return append(b, 8, 2, 0, 0, 0)
}

func TestSafeName(t *testing.T) {
	for name, want := range map[string]string{
		"shoe.jpg": "shoe", "../../etc/passwd": "picture", "": "picture", "…": "picture", "a/b\\c:d.png": "a_b_c_d",
		"Straße 1.jpeg": "Stra_e_1", strings.Repeat("x", 200): strings.Repeat("x", maxFileNameChars),
	} {
		if got := safeName(name); got != want {
			t.Errorf("safeName(%q) = %q, want %q", name, got, want)
		}
	}
}
