package panel

import (
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/coviewer/coviewer/peer/wire"
)

// FuzzMerge merges whatever decodes, in two orders: both panels are equal, and
// equal to one that is filled from a snapshot.
func FuzzMerge(f *testing.F) {
	seedWrites(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := wire.Decode(wire.ChannelPanel, b)
		ws, isWrites := m.(wire.Writes)
		if err != nil || !isWrites {
			t.Skip()
		}
		p, q := New("sitex000", func() int64 { return 0 }), New("sitex000", func() int64 { return 0 })
		_, refused := p.Merge(ws.Writes, wire.MaxSafeInteger)
		for i := range ws.Writes {
			q.Merge(ws.Writes[len(ws.Writes)-1-i:], wire.MaxSafeInteger)
		}
		if refused != nil {
			t.Skip("at a limit it matters what came first")
		}
		parts, err := wire.SnapshotParts(p.Snapshot())
		if err != nil {
			t.Fatal(err)
		}
		fresh := New("sitex000", func() int64 { return 0 })
		for _, part := range parts {
			m, err := wire.Decode(wire.ChannelPanel, part)
			if err != nil {
				t.Fatal(err)
			}
			if _, refused := fresh.Merge(m.(wire.Snapshot).Writes, wire.MaxSafeInteger); refused != nil {
				t.Fatal(refused)
			}
		}
		if !samePanel(p, q) || !samePanel(p, fresh) {
			t.Errorf("%v, %v and %v", p.Snapshot(), q.Snapshot(), fresh.Snapshot())
		}
	})
}

// samePanel compares cell by cell: a panel may be larger than a message.
func samePanel(p, q *Panel) bool {
	if len(p.elements) != len(q.elements) || p.bytes != q.bytes {
		return false
	}
	for id, e := range p.elements {
		for name, cell := range e.Cells {
			other, ok := q.elements[id].Cells[name]
			if !ok || cell.Stamp != other.Stamp || string(encoded(cell.Value)) != string(encoded(other.Value)) {
				return false
			}
		}
	}
	return true
}

func seedWrites(f *testing.F) {
	for _, group := range []string{"write", "merge"} {
		paths, err := filepath.Glob(filepath.Join("..", "wire", "testdata", "vectors", group, "*.json"))
		if err != nil || len(paths) == 0 {
			f.Fatalf("no vectors of %s (%v)", group, err)
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			var v struct {
				Hex      string
				Messages []string
			}
			if err := json.Unmarshal(text, &v); err != nil {
				f.Fatal(err)
			}
			for _, message := range append(v.Messages, v.Hex) {
				b, err := hex.DecodeString(message)
				if err != nil {
					f.Fatal(err)
				}
				f.Add(b)
			}
		}
	}
}
