package wire

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// vector is a file of testdata/vectors, as its README describes it.
type vector struct {
	Expect   string
	Only     string
	Channel  string
	Pressure bool
	Hex      string
	Value    json.RawMessage
	Refused  []string
}

// eachVector runs a group, each file as the test of its name.
func eachVector(t *testing.T, group string, run func(t *testing.T, v vector, b []byte)) {
	paths, err := filepath.Glob(filepath.Join("testdata", "vectors", group, "*.json"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no vectors of %s (%v)", group, err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".json"), func(t *testing.T) {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var v vector
			if err := json.Unmarshal(text, &v); err != nil {
				t.Fatal(err)
			}
			b, err := hex.DecodeString(v.Hex)
			if err != nil {
				t.Fatal(err)
			}
			run(t, v, b)
		})
	}
}

// refused ends a test of a rejection; it reports false when the vector is good.
func refused(t *testing.T, v vector, err error) bool {
	t.Helper()
	if v.Expect == "ok" {
		if err != nil {
			t.Fatal(err)
		}
		return false
	}
	if got := Class(err); got != v.Expect {
		t.Errorf("class %q (%v), want %q", got, err, v.Expect)
	}
	return true
}

func TestVectorsCBOR(t *testing.T) {
	eachVector(t, "cbor", func(t *testing.T, v vector, b []byte) {
		got, err := decode(b)
		if refused(t, v, err) {
			return
		}
		want := valueOf(t, v.Value)
		if v.Only != "encode" && !reflect.DeepEqual(got, want) {
			t.Errorf("decoded %#v, want %#v", got, want)
		}
		if got, err := encode(want); err != nil || !bytes.Equal(got, b) {
			t.Errorf("encoded %x (%v), want %x", got, err, b)
		}
	})
}

func TestVectorsMessage(t *testing.T) {
	channels := map[string]Channel{"panel": ChannelPanel, "presence": ChannelPresence}
	eachVector(t, "message", func(t *testing.T, v vector, b []byte) {
		m, err := Decode(channels[v.Channel], b)
		if refused(t, v, err) {
			return
		}
		number, want := itemsOf(t, v.Value)
		if m.Number() != int(number) || !reflect.DeepEqual(m.items()[1:], want) {
			t.Errorf("decoded %#v, want number %d with %#v", m, number, want)
		}
		if got := refusedClasses(m); !slices.Equal(got, v.Refused) {
			t.Errorf("refused %v, want %v", got, v.Refused)
		}
		if v.Only == "decode" {
			return
		}
		if got, err := AppendEncode([]byte("kept"), build(number, want)); err != nil || string(got) != "kept"+string(b) {
			t.Errorf("encoded %x (%v), want %x", got, err, b)
		}
	})
}

func TestVectorsWrite(t *testing.T) {
	eachVector(t, "write", func(t *testing.T, v vector, b []byte) {
		m, err := Decode(ChannelPanel, b)
		if err != nil {
			t.Fatal(err)
		}
		writes := m.(Writes)
		if v.Expect != "ok" {
			if len(writes.Writes) != 0 || !slices.Equal(refusedClasses(m), []string{v.Expect}) {
				t.Errorf("taken %v, refused %v, want %s", writes.Writes, writes.Refused, v.Expect)
			}
			return
		}
		want, _ := readWrites([]any{writeItemOf(valueOf(t, v.Value))})
		if !reflect.DeepEqual(writes.Writes, want) || writes.Refused != nil {
			t.Errorf("decoded %v, want %v; refused %v", writes.Writes, want, writes.Refused)
		}
		if got, err := AppendEncode(nil, Writes{Writes: want}); err != nil || !bytes.Equal(got, b) {
			t.Errorf("encoded %x (%v), want %x", got, err, b)
		}
	})
}

func TestVectorsPoints(t *testing.T) {
	eachVector(t, "points", func(t *testing.T, v vector, b []byte) {
		points, err := UnpackPoints(b, v.Pressure)
		if refused(t, v, err) {
			return
		}
		want := []Point{}
		for _, item := range valueOf(t, v.Value).([]any) {
			p := append(item.([]any), int64(0))
			want = append(want, Point{X: int32(p[0].(int64)), Y: int32(p[1].(int64)), Pressure: uint8(p[2].(int64))})
		}
		if !slices.Equal(points, want) {
			t.Errorf("unpacked %v, want %v", points, want)
		}
		if got := PackPoints(want, v.Pressure); !bytes.Equal(got, b) {
			t.Errorf("packed %x, want %x", got, b)
		}
	})
}

func TestVectorsBlock(t *testing.T) {
	eachVector(t, "block", func(t *testing.T, v vector, b []byte) {
		switch v.Channel {
		case "blob":
			got, err := DecodeBlock(b)
			if refused(t, v, err) {
				return
			}
			f := valueOf(t, v.Value).(map[string]any)
			want := Block{
				Lane: uint8(f["lane"].(int64)), Generation: uint16(f["generation"].(int64)), Seq: uint32(f["seq"].(int64)),
				Sent: uint32(f["sent"].(int64)), Want: uint32(f["want"].(int64)), Offset: uint64(f["offset"].(int64)), Payload: f["payload"].([]byte),
			}
			if !reflect.DeepEqual(got, want) || !bytes.Equal(want.AppendEncode(nil), b) {
				t.Errorf("decoded %+v, want %+v", got, want)
			}
		case "ack":
			got, err := DecodeAck(b)
			if refused(t, v, err) {
				return
			}
			f := valueOf(t, v.Value).(map[string]any)
			want := Ack{
				Lane: uint8(f["lane"].(int64)), Generation: uint16(f["generation"].(int64)), Seq: uint32(f["seq"].(int64)),
				Sent: uint32(f["sent"].(int64)), Received: uint32(f["received"].(int64)), Bytes: uint64(f["bytes"].(int64)),
			}
			if got != want || !bytes.Equal(want.AppendEncode(nil), b) {
				t.Errorf("decoded %+v, want %+v", got, want)
			}
		default:
			t.Fatalf("channel %q", v.Channel)
		}
	})
}

func refusedClasses(m Message) []string {
	var errs []error
	switch m := m.(type) {
	case Snapshot:
		errs = m.Refused
	case Writes:
		errs = m.Refused
	}
	var classes []string
	for _, err := range errs {
		classes = append(classes, Class(err))
	}
	return classes
}

// itemsOf reads a message of a vector as its number and items.
func itemsOf(t *testing.T, text json.RawMessage) (number int64, items []any) {
	value := valueOf(t, text).(map[string]any)
	for n, spec := range messageSpecs {
		if spec.name != value["type"] {
			continue
		}
		for _, f := range spec.fields {
			item := value[f.name]
			if f.sort == sortWrites {
				writes := []any{}
				for _, w := range item.([]any) {
					writes = append(writes, writeItemOf(w))
				}
				item = writes
			}
			items = append(items, item)
		}
		return n, items
	}
	t.Fatalf("message type %v", value["type"])
	return 0, nil
}

func writeItemOf(v any) any {
	w := v.(map[string]any)
	stamp := w["stamp"].(map[string]any)
	return []any{stamp["ms"], stamp["n"], stamp["site"], w["id"], w["set"]}
}

// valueOf reads a value of a vector.
func valueOf(t *testing.T, text json.RawMessage) any {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return fromJSON(t, v)
}

func fromJSON(t *testing.T, v any) any {
	switch v := v.(type) {
	case json.Number:
		n, err := v.Int64()
		if err != nil {
			t.Fatal(err)
		}
		return n
	case []any:
		for i := range v {
			v[i] = fromJSON(t, v[i])
		}
	case map[string]any:
		if text, isBytes := v["$bytes"].(string); isBytes {
			b, err := hex.DecodeString(text)
			if err != nil {
				t.Fatal(err)
			}
			return b
		}
		for name := range v {
			v[name] = fromJSON(t, v[name])
		}
	}
	return v
}
