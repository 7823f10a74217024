package panel

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/coviewer/coviewer/peer/wire"
)

// vector is a file of the groups merge, undo and order; the README of
// testdata/vectors describes it.
type vector struct {
	Expect      string
	Site        string
	Wall, Bound int64
	Messages    []string
	Orders      [][]int
	Script      []operation
	Snapshot    string
	Next        *wire.Stamp
	Value       struct{ A, B, Site, Key string }
}

type operation struct {
	Site, Op, ID, From string
	MS                 int64
	Writes             int
	Set                map[string]any
	Sets               []struct {
		ID  string
		Set map[string]any
	}
}

func eachVector(t *testing.T, group string, run func(t *testing.T, v vector)) {
	paths, err := filepath.Glob(filepath.Join("..", "wire", "testdata", "vectors", group, "*.json"))
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
			run(t, v)
		})
	}
}

func TestVectorsMerge(t *testing.T) {
	eachVector(t, "merge", func(t *testing.T, v vector) {
		for _, order := range v.Orders {
			p := New(v.Site, func() int64 { return v.Wall })
			var classes []string
			for _, i := range order {
				_, refused := p.Merge(decodeWrites(t, v.Messages[i]), v.Bound)
				for _, err := range refused {
					classes = append(classes, wire.Class(err))
				}
			}
			if got := strings.Join(classes, " "); v.Expect != "ok" && got != v.Expect || v.Expect == "ok" && got != "" {
				t.Errorf("order %v: refused %q, want %q", order, got, v.Expect)
			}
			if got := snapshotHex(t, p); got != v.Snapshot {
				t.Errorf("order %v: snapshot\n%s, want\n%s", order, got, v.Snapshot)
			}
			if v.Next == nil {
				continue
			}
			w, err := p.Set("element01", map[string]wire.Value{"color": int64(2)})
			if err != nil || w.Stamp != *v.Next {
				t.Errorf("order %v: next stamp %v (%v), want %v", order, w.Stamp, err, *v.Next)
			}
		}
	})
}

func TestVectorsUndo(t *testing.T) {
	eachVector(t, "undo", func(t *testing.T, v vector) {
		s := sites{panels: map[string]*Panel{}, walls: map[string]int64{}}
		for i, op := range v.Script {
			s.run(t, i, op)
		}
		if got := snapshotHex(t, s.panel(v.Site)); got != v.Snapshot {
			t.Errorf("snapshot\n%s, want\n%s", got, v.Snapshot)
		}
	})
}

// sites are the panels of an undo script.
type sites struct {
	panels map[string]*Panel
	walls  map[string]int64
}

func (s sites) panel(site string) *Panel {
	if s.panels[site] == nil {
		s.walls[site] = 1000
		s.panels[site] = New(site, func() int64 { return s.walls[site] })
	}
	return s.panels[site]
}

func (s sites) run(t *testing.T, at int, op operation) {
	p := s.panel(op.Site)
	set := func(id string, set map[string]any) {
		if _, err := p.Set(id, integers(set)); err != nil {
			t.Fatal(err)
		}
	}
	switch op.Op {
	case "wall":
		s.walls[op.Site] = op.MS
	case "set":
		set(op.ID, op.Set)
	case "announce":
		if _, err := p.Announce(op.ID, integers(op.Set)); err != nil {
			t.Fatal(err)
		}
	case "step":
		p.Step(func() {
			for _, one := range op.Sets {
				set(one.ID, one.Set)
			}
		})
	case "undo":
		if got := len(p.Undo()); got != op.Writes {
			t.Errorf("operation %d: undo made %d writes, want %d", at, got, op.Writes)
		}
	case "redo":
		if got := len(p.Redo()); got != op.Writes {
			t.Errorf("operation %d: redo made %d writes, want %d", at, got, op.Writes)
		}
	case "merge":
		if _, refused := p.Merge(s.panel(op.From).Snapshot(), wire.MaxSafeInteger); refused != nil {
			t.Fatal(refused)
		}
	default:
		t.Fatalf("operation %q", op.Op)
	}
}

func TestVectorsOrder(t *testing.T) {
	eachVector(t, "order", func(t *testing.T, v vector) {
		key, err := Between(v.Value.A, v.Value.B, v.Value.Site)
		class := wire.Class(err)
		if errors.Is(err, ErrNoRoom) {
			class = ErrNoRoom.Error()
		}
		switch {
		case v.Expect != "ok" && class != v.Expect:
			t.Errorf("%q (%v), want %s", key, err, v.Expect)
		case v.Expect == "ok" && (err != nil || key != v.Value.Key):
			t.Errorf("%q (%v), want %q", key, err, v.Value.Key)
		}
	})
}

// integers turns what JSON calls a number into what a Value is.
func integers(set map[string]any) map[string]any {
	for name, v := range set {
		if f, isNumber := v.(float64); isNumber {
			set[name] = int64(f)
		}
	}
	return set
}

// tester is what *testing.T, *testing.F and *rapid.T have in common.
type tester interface {
	Helper()
	Fatal(args ...any)
}

func decodeWrites(t tester, text string) []wire.Write {
	t.Helper()
	b, err := hex.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	m, err := wire.Decode(wire.ChannelPanel, b)
	if err != nil {
		t.Fatal(err)
	}
	writes := m.(wire.Writes)
	if writes.Refused != nil {
		t.Fatal(writes.Refused)
	}
	return writes.Writes
}

func snapshotHex(t tester, p *Panel) string {
	t.Helper()
	return hex.EncodeToString(snapshot(t, p))
}

// snapshot is the whole panel as bytes, by which panels are compared.
func snapshot(t tester, p *Panel) []byte {
	t.Helper()
	b, err := wire.AppendEncode(nil, wire.Snapshot{Last: true, Writes: p.Snapshot()})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func equal(t tester, a, b *Panel) bool {
	t.Helper()
	return bytes.Equal(snapshot(t, a), snapshot(t, b))
}
