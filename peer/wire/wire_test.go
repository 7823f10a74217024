package wire

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func TestClassOfOtherErrors(t *testing.T) {
	wrapped := fmt.Errorf("peer: %w", Errorf(ClassBadHash, "blob"))
	for _, row := range []struct {
		err  error
		want string
	}{{nil, ""}, {fmt.Errorf("other"), ""}, {wrapped, ClassBadHash}} {
		if got := Class(row.err); got != row.want {
			t.Errorf("%v: %q, want %q", row.err, got, row.want)
		}
	}
}

// What the codec refuses to decode it refuses to encode, and leaves dst alone.
func TestEncodeRefusesWhatDecodeWould(t *testing.T) {
	write := func(id string, set map[string]Value) Write {
		return Write{Stamp: Stamp{MS: 1, Site: "sitea000"}, ID: id, Set: set}
	}
	large := map[string]Value{}
	for i := range 17 {
		large[fmt.Sprintf("p%02d", i)] = make([]byte, 4000)
	}
	for _, row := range []struct {
		name  string
		m     Message
		class string
	}{
		{"int out of bounds", Lanes{Count: 9}, ClassBadField},
		{"wrong enum", Bye{Reason: "bored"}, ClassBadField},
		{"short bytes", Reveal{Nonce: make([]byte, 15)}, ClassBadField},
		{"not UTF-8", Lane{Kind: LaneOffer, Text: "\xff"}, ClassBadField},
		{"required id missing", Live{Kind: LiveInk, Width: 1, State: LiveDone, Picture: "picture01"}, ClassBadField},
		{"bad id in a write", Writes{Writes: []Write{write("short", map[string]Value{"color": int64(1)})}}, ClassBadField},
		{"bad value in a write", Snapshot{Writes: []Write{write("element01", map[string]Value{"color": int64(32)})}}, ClassBadValue},
		{"too long", Writes{Writes: []Write{write("element01", large)}}, ClassTooLong},
	} {
		t.Run(row.name, func(t *testing.T) {
			got, err := AppendEncode([]byte("kept"), row.m)
			if Class(err) != row.class || string(got) != "kept" {
				t.Errorf("class %q (%v), %d bytes; want %q", Class(err), err, len(got), row.class)
			}
		})
	}
}

func TestDecodeSharesNoMemory(t *testing.T) {
	want := Reveal{Nonce: bytes.Repeat([]byte{7}, 16)}
	b, err := AppendEncode(nil, want)
	if err != nil {
		t.Fatal(err)
	}
	m, err := Decode(ChannelPanel, b)
	if err != nil {
		t.Fatal(err)
	}
	clear(b)
	if !reflect.DeepEqual(m, Message(want)) {
		t.Errorf("%v changed with the buffer", m)
	}
}

func TestSnapshotParts(t *testing.T) {
	write := func(n int, bytes int) Write {
		return Write{
			Stamp: Stamp{MS: 1, N: uint16(n), Site: "sitea000"}, ID: fmt.Sprintf("element%03d", n),
			Set: map[string]Value{"preview": make([]byte, bytes)},
		}
	}
	var many []Write
	for i := range 40 {
		many = append(many, write(i, 2000))
	}
	for _, row := range []struct {
		name   string
		writes []Write
		parts  int
	}{
		{"empty panel", nil, 1},
		{"one", many[:1], 1},
		{"eight fit", many[:8], 1},
		{"forty", many, 5},
		{"larger than a part", []Write{write(1, 12000), write(2, 12000)}, 2},
	} {
		t.Run(row.name, func(t *testing.T) {
			parts, err := SnapshotParts(row.writes)
			if err != nil || len(parts) != row.parts {
				t.Fatalf("%d parts (%v), want %d", len(parts), err, row.parts)
			}
			var got []Write
			for i, part := range parts {
				m, err := Decode(ChannelPanel, part)
				if err != nil {
					t.Fatal(err)
				}
				s := m.(Snapshot)
				if s.Last != (i == len(parts)-1) || len(part) > SnapshotPartBytes+100 {
					t.Errorf("part %d: last %v, %d bytes", i, s.Last, len(part))
				}
				got = append(got, s.Writes...)
			}
			if len(got) != len(row.writes) || len(got) > 0 && !reflect.DeepEqual(got, row.writes) {
				t.Errorf("%d writes came of %d", len(got), len(row.writes))
			}
		})
	}
}

// A peer can fill a message of writes to the last byte with one write; in a
// snapshot, which has one byte more around it, it still has to travel.
func TestSnapshotPartsSplitsAFullWrite(t *testing.T) {
	set := map[string]Value{}
	for i := range 16 {
		set[fmt.Sprintf("p%02d", i)] = make([]byte, 4050)
	}
	w := Write{Stamp: Stamp{MS: 1, Site: "sitea000"}, ID: "element01", Set: set}
	size := func() int {
		b, err := AppendEncode(nil, Writes{Writes: []Write{w}})
		if err != nil {
			t.Fatal(err)
		}
		return len(b)
	}
	set["text"] = strings.Repeat("a", 300)
	set["text"] = strings.Repeat("a", 300+MaxMessageBytes-size())
	if size() != MaxMessageBytes {
		t.Fatalf("%d bytes, want a full message", size())
	}
	parts, err := SnapshotParts([]Write{w})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]Value{}
	for _, part := range parts {
		m, err := Decode(ChannelPanel, part)
		if err != nil {
			t.Fatal(err)
		}
		for _, piece := range m.(Snapshot).Writes {
			if piece.Stamp != w.Stamp || piece.ID != w.ID {
				t.Errorf("piece %v", piece.Stamp)
			}
			for name, value := range piece.Set {
				got[name] = value
			}
		}
	}
	if !reflect.DeepEqual(got, set) {
		t.Errorf("%d properties came of %d", len(got), len(set))
	}
}

func TestRequired(t *testing.T) {
	if names, known := Required(KindPerson); !known || strings.Join(names, " ") != "name color" {
		t.Error(names, known)
	}
	if _, known := Required("product"); known {
		t.Error("a kind of a later version is known")
	}
}

// A block and an ack are handled for every 64 KB: they must not feed the
// garbage collector.
func TestBlocksAndAcksDoNotAllocate(t *testing.T) {
	block := Block{Lane: 1, Generation: 2, Seq: 3, Sent: 4, Want: 5, Offset: 6, Payload: make([]byte, MaxPayloadBytes)}
	ack := Ack{Lane: 1, Generation: 2, Seq: 3, Sent: 4, Received: 5, Bytes: 6}
	buffer := make([]byte, 0, MaxMessageBytes)
	blockBytes, ackBytes := block.AppendEncode(nil), ack.AppendEncode(nil)
	for name, run := range map[string]func(){
		"encode block": func() { block.AppendEncode(buffer) },
		"encode ack":   func() { ack.AppendEncode(buffer) },
		"decode block": func() {
			if _, err := DecodeBlock(blockBytes); err != nil {
				t.Fatal(err)
			}
		},
		"decode ack": func() {
			if _, err := DecodeAck(ackBytes); err != nil {
				t.Fatal(err)
			}
		},
	} {
		if got := testing.AllocsPerRun(100, run); got != 0 {
			t.Errorf("%s: %v allocations", name, got)
		}
	}
}

func BenchmarkDecodePointer(b *testing.B) {
	message, err := AppendEncode(nil, Pointer{Seq: 12345, Picture: "picture01", X: -80, Y: 12000, Light: true})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Decode(ChannelPresence, message); err != nil {
			b.Fatal(err)
		}
	}
}
