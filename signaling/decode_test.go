package signaling

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/coviewer/coviewer/signaling/internal/vectors"
)

// What no vector can hold: JSON files are UTF-8.
func TestInvalidUTF8IsRefused(t *testing.T) {
	for name, bytes := range map[string]string{
		"stray byte":  "\xff",
		"overlong":    "\xc0\xaf",
		"surrogate":   "\xed\xa0\x80",
		"cut off":     "\xe2\x82",
		"beyond 10ff": "\xf4\x90\x80\x80",
	} {
		_, err := DecodeClient([]byte(`{"type":"ping","x":"` + bytes + `"}`))
		if Code(err) != CloseBadMessage {
			t.Errorf("%s: %v, want bad-message", name, err)
		}
	}
}

func TestServerMessagesMayBeLonger(t *testing.T) {
	text := func(n int) []byte {
		const head, tail = `{"type":"pong","x":"`, `"}`
		return []byte(head + strings.Repeat("x", n-len(head)-len(tail)) + tail)
	}
	if _, err := DecodeServer(text(MaxServerMessageBytes)); err != nil {
		t.Error(err)
	}
	if _, err := DecodeServer(text(MaxServerMessageBytes + 1)); Code(err) != CloseTooBig {
		t.Errorf("%v, want too-big", err)
	}
}

func TestTheLongestWelcomeFits(t *testing.T) {
	longest := Box{Counter: MaxCounter, Sealed: strings.Repeat("A", MaxBoxChars)}
	p := Place{Peer: strings.Repeat("p", maxIDChars), Kind: KindHeadless, Instance: strings.Repeat("i", maxIDChars), Offer: &longest}
	w := Welcome{Peer: p.Peer, Token: strings.Repeat("A", tokenChars), Peers: []Place{p, p, p, p, p}, ICEServers: []ICEServer{}, Capacity: MaxCapacity}
	text, err := Encode(w)
	if err != nil {
		t.Fatal(err)
	}
	got, err := DecodeServer(text)
	if err != nil || !reflect.DeepEqual(got, w) {
		t.Fatalf("%d bytes come back as %v", len(text), err)
	}
}

func TestErrorsQuoteNothing(t *testing.T) {
	const secret = "hunter2hunter2"
	for _, text := range []string{
		secret,
		`{"type":"` + secret + `"}`,
		`{"type":"resume","room":"` + roomA + `","token":"` + secret + `","instance":"instance1"}`,
		`{"type":"box","to":"peer0001","box":{"counter":1,"sealed":"` + secret + `!"}}`,
	} {
		if _, err := DecodeClient([]byte(text)); err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func FuzzDecodeClient(f *testing.F) {
	seed(f, "client")
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := DecodeClient(text)
		roundTrip(t, m, err, func(b []byte) (Message, error) { return DecodeClient(b) })
	})
}

func FuzzDecodeServer(f *testing.F) {
	seed(f, "server")
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := DecodeServer(text)
		roundTrip(t, m, err, func(b []byte) (Message, error) { return DecodeServer(b) })
	})
}

// seedBytes keeps the longest vectors out of the fuzzers' seeds: mutating them
// is slow and shows nothing new.
const seedBytes = 4096

func seed(f *testing.F, direction string) {
	for _, v := range vectors.All() {
		if v.Direction == direction && len(v.Text) <= seedBytes {
			f.Add([]byte(v.Text))
		}
	}
}

// roundTrip: what is refused has a code, what is read can be written and read
// back as the same.
func roundTrip(t *testing.T, m Message, err error, decode func([]byte) (Message, error)) {
	t.Helper()
	if err != nil {
		if Code(err) == 0 {
			t.Fatalf("%v has no code", err)
		}
		return
	}
	text, err := Encode(m)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := decode(text); err != nil || !reflect.DeepEqual(again, m) {
		t.Fatalf("%#v is written as %s, read as %#v (%v)", m, text, again, err)
	}
}

// FuzzObject compares the walk over an object with the standard library.
func FuzzObject(f *testing.F) {
	seed(f, "client")
	seed(f, "server")
	f.Fuzz(func(t *testing.T, text []byte) {
		var want map[string]json.RawMessage
		start := skipSpace(text, 0)
		if !utf8.Valid(text) || json.Unmarshal(text, &want) != nil || text[start] != '{' {
			t.Skip("no object")
		}
		o := object(text[start:])
		for name, raw := range want {
			if got, found := o.get(name); !found || !bytes.Equal(got, raw) {
				t.Fatalf("%q is %s, want %s", name, got, raw)
			}
		}
		if _, there := want["absent"]; !there {
			if got, found := o.get("absent"); found {
				t.Fatalf("absent is %s", got)
			}
		}
	})
}
