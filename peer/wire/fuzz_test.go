package wire

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// seed adds the bytes of all vectors of some groups.
func seed(f *testing.F, groups ...string) {
	for _, group := range groups {
		paths, err := filepath.Glob(filepath.Join("testdata", "vectors", group, "*.json"))
		if err != nil || len(paths) == 0 {
			f.Fatalf("no vectors of %s (%v)", group, err)
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			var v vector
			if err := json.Unmarshal(text, &v); err != nil {
				f.Fatal(err)
			}
			b, err := hex.DecodeString(v.Hex)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(b)
		}
	}
}

// FuzzDecode: whatever comes is refused with a class of the protocol, or comes
// back from encoding. It also holds the scanner against the codec: what the
// scanner lets through the codec decodes, and encodes to the same bytes.
func FuzzDecode(f *testing.F) {
	seed(f, "cbor", "message", "write")
	f.Fuzz(func(t *testing.T, b []byte) {
		if scan(b) == nil {
			var v any
			if err := decMode.Unmarshal(b, &v); err != nil {
				t.Fatalf("the codec refuses what the scanner took: %v", err)
			}
			if again, err := encMode.Marshal(v); err != nil || !bytes.Equal(again, b) {
				t.Fatalf("canonical %x became %x (%v)", b, again, err)
			}
		}
		for _, channel := range []Channel{ChannelPanel, ChannelPresence} {
			m, err := Decode(channel, b)
			if err != nil {
				if Class(err) == "" {
					t.Fatalf("no class: %v", err)
				}
				continue
			}
			again, err := AppendEncode(nil, m)
			if err != nil {
				t.Fatalf("%#v does not encode: %v", m, err)
			}
			if len(again) > len(b) {
				t.Fatalf("%x became %x", b, again)
			}
			if second, err := Decode(channel, again); err != nil || !reflect.DeepEqual(second, withoutRefused(m)) {
				t.Fatalf("%#v became %#v (%v)", m, second, err)
			}
			if len(again) == len(b) && !bytes.Equal(again, b) {
				t.Fatalf("%x became %x", b, again)
			}
		}
	})
}

func withoutRefused(m Message) Message {
	switch m := m.(type) {
	case Snapshot:
		m.Refused = nil
		return m
	case Writes:
		m.Refused = nil
		return m
	}
	return m
}

func FuzzUnpackPoints(f *testing.F) {
	seed(f, "points")
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, pressure := range []bool{false, true} {
			points, err := UnpackPoints(b, pressure)
			if err != nil {
				if Class(err) == "" {
					t.Fatalf("no class: %v", err)
				}
				continue
			}
			if len(points) > MaxPoints || !validPoints(b) {
				t.Fatalf("%d points", len(points))
			}
			if again := PackPoints(points, pressure); !bytes.Equal(again, b) {
				t.Fatalf("%x became %x", b, again)
			}
		}
	})
}

func FuzzDecodeBlock(f *testing.F) {
	seed(f, "block")
	f.Fuzz(func(t *testing.T, b []byte) {
		block, err := DecodeBlock(b)
		switch {
		case err != nil && Class(err) == "":
			t.Fatalf("no class: %v", err)
		case err == nil && !bytes.Equal(block.AppendEncode(nil), b):
			t.Fatalf("%x became %x", b, block.AppendEncode(nil))
		case err == nil && block.Offset+uint64(len(block.Payload)) > MaxBlobBytes:
			t.Fatalf("block ends at %d", block.Offset+uint64(len(block.Payload)))
		}
	})
}

func FuzzDecodeAck(f *testing.F) {
	seed(f, "block")
	f.Fuzz(func(t *testing.T, b []byte) {
		ack, err := DecodeAck(b)
		switch {
		case err != nil && Class(err) == "":
			t.Fatalf("no class: %v", err)
		case err == nil && !bytes.Equal(ack.AppendEncode(nil), b):
			t.Fatalf("%x became %x", b, ack.AppendEncode(nil))
		}
	})
}
