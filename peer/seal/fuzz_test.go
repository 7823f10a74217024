package seal

import (
	"crypto/rand"
	"testing"
)

func FuzzParse(f *testing.F) {
	f.Add(newLink(f).String())
	f.Add("https://shop.example/r/#")
	f.Fuzz(func(t *testing.T, text string) {
		l, err := Parse(text)
		if err != nil {
			if Class(err) == "" {
				t.Fatalf("no class: %v", err)
			}
			return
		}
		if back, err := Parse(l.String()); err != nil || back != l {
			t.Fatalf("%q parses to %v, that to %v (%v)", text, l, back, err)
		}
	})
}

func FuzzOpen(f *testing.F) {
	l := newLink(f)
	b, err := NewSealer(l, "sender01", rand.Reader).Seal("receiver1", FromOfferer, []byte("text"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b.Counter+1, b.Sealed)
	f.Add(uint64(0), "")
	f.Fuzz(func(t *testing.T, counter uint64, sealed string) {
		if counter == b.Counter && sealed == b.Sealed {
			return
		}
		_, err := NewOpener(l, "receiver1").Open("sender01", FromOfferer, Box{counter, sealed})
		if Class(err) != ClassNotOurs {
			t.Fatalf("opened a forged box: %v", err)
		}
	})
}

func FuzzDecodeMessage(f *testing.F) {
	for _, m := range []Message{Offer{"conn0001", "v=0"}, Answer{"conn0001", "v=0"}, Candidate{"conn0001", "c", "0", 1}, Restart{"conn0001"}} {
		b, err := EncodeMessage(m)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := DecodeMessage(b)
		if err != nil {
			if Class(err) != ClassBadMessage {
				t.Fatalf("class %q of %v", Class(err), err)
			}
			return
		}
		again, err := EncodeMessage(m)
		if err != nil {
			return // escapes may make it longer than a message
		}
		if back, err := DecodeMessage(again); err != nil || back != m {
			t.Fatalf("%v came back as %v (%v)", m, back, err)
		}
	})
}
