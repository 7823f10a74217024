package seal

import (
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

type vector struct {
	Comment, Expect string
	Input           json.RawMessage
	Value           json.RawMessage
}

// eachVector runs a test for every file of a group; it fails when the folder
// is empty, so that a moved folder cannot pass.
func eachVector(t *testing.T, group string, run func(t *testing.T, v vector)) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "vectors", group, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no vectors of %s (%v)", group, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".json"), func(t *testing.T) {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var v vector
			if err := json.Unmarshal(b, &v); err != nil {
				t.Fatal(err)
			}
			run(t, v)
		})
	}
}

func decode[T any](t *testing.T, raw json.RawMessage) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func checkClass(t *testing.T, v vector, err error) (ok bool) {
	t.Helper()
	got := "ok"
	if err != nil {
		got = Class(err)
	}
	if got != v.Expect {
		t.Fatalf("%s: got %q (%v), want %q", v.Comment, got, err, v.Expect)
	}
	return err == nil
}

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestLinkVectors(t *testing.T) {
	eachVector(t, "link", func(t *testing.T, v vector) {
		l, err := Parse(decode[struct{ Link string }](t, v.Input).Link)
		if !checkClass(t, v, err) {
			return
		}
		got := map[string]string{
			"origin": l.Origin, "room": l.Room, "url": l.String(),
			"secret":    hex.EncodeToString(l.secret[:]),
			"signalKey": hex.EncodeToString(l.SignalKey()),
			"storeKey":  hex.EncodeToString(l.StoreKey()),
		}
		if want := decode[map[string]string](t, v.Value); !reflect.DeepEqual(got, want) {
			t.Errorf("got %v\nwant %v", got, want)
		}
	})
}

type boxInput struct {
	Link, Sender, Receiver, Direction string
	Box                               Box
	Highest                           uint64
}

func TestBoxVectors(t *testing.T) {
	eachVector(t, "box", func(t *testing.T, v vector) {
		in := decode[boxInput](t, v.Input)
		l, err := Parse(in.Link)
		if err != nil {
			t.Fatal(err)
		}
		o := NewOpener(l, in.Receiver)
		o.highest[in.Sender] = in.Highest
		plaintext, err := o.Open(in.Sender, Direction(in.Direction[0]), in.Box)
		var m Message
		if err == nil {
			m, err = DecodeMessage(plaintext)
		}
		if !checkClass(t, v, err) {
			return
		}
		again, err := EncodeMessage(m)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := decode[map[string]any](t, again), decode[map[string]any](t, v.Value); !reflect.DeepEqual(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}

type wordsInput struct {
	Link        string
	Own, Remote struct{ Fingerprint, Nonce, Commit string }
}

func TestWordsVectors(t *testing.T) {
	eachVector(t, "words", func(t *testing.T, v vector) {
		in := decode[wordsInput](t, v.Input)
		l, err := Parse(in.Link)
		if err != nil {
			t.Fatal(err)
		}
		nonce := unhex(t, in.Remote.Nonce)
		err = CheckReveal(unhex(t, in.Remote.Commit), nonce)
		if !checkClass(t, v, err) {
			return
		}
		own := Side{[32]byte(unhex(t, in.Own.Fingerprint)), [16]byte(unhex(t, in.Own.Nonce))}
		remote := Side{[32]byte(unhex(t, in.Remote.Fingerprint)), [16]byte(nonce)}
		if got, want := l.Words(own, remote), decode[[4]string](t, v.Value); got != want {
			t.Errorf("got %v, want %v", got, want)
		}
		if commit := Commit(own.Nonce); hex.EncodeToString(commit[:]) != in.Own.Commit {
			t.Errorf("commitment %x, want %s", commit, in.Own.Commit)
		}
	})
}
