package panel

import (
	"bytes"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"

	"github.com/coviewer/coviewer/peer/wire"
	"pgregory.net/rapid"
)

// The laws of the panel, over random writes and random interleavings. The
// domain is small on purpose: few elements, properties and stamps collide often.

var (
	anyID   = rapid.SampledFrom([]string{"element01", "element02", "element03"})
	anySite = rapid.SampledFrom([]string{"sitea000", "siteb000", "sitec000"})
	anySet  = rapid.Custom(func(t *rapid.T) map[string]wire.Value {
		set := map[string]wire.Value{}
		for len(set) == 0 {
			if rapid.Bool().Draw(t, "color?") {
				set["color"] = rapid.Int64Range(0, 2).Draw(t, "color")
			}
			if rapid.Bool().Draw(t, "deleted?") {
				set["deleted"] = rapid.SampledFrom([]wire.Value{nil, false, true}).Draw(t, "deleted")
			}
			if rapid.Bool().Draw(t, "kind?") {
				set["kind"] = rapid.SampledFrom([]wire.Value{"arrow", "product"}).Draw(t, "kind")
			}
			if rapid.Bool().Draw(t, "unknown?") {
				set[rapid.SampledFrom([]string{"future", "__proto__"}).Draw(t, "name")] = anyValue(3).Draw(t, "value")
			}
		}
		return set
	})
	// Stamps of peers that lie as well: equal ones with different values.
	anyWrite = rapid.Custom(func(t *rapid.T) wire.Write {
		return wire.Write{
			Stamp: wire.Stamp{
				MS: rapid.Int64Range(0, 2).Draw(t, "ms"), N: rapid.Uint16Range(0, 1).Draw(t, "n"), Site: anySite.Draw(t, "site"),
			},
			ID: anyID.Draw(t, "id"), Set: anySet.Draw(t, "set"),
		}
	})
	anyWrites = rapid.SliceOfN(anyWrite, 0, 12)
)

func anyValue(depth int) *rapid.Generator[wire.Value] {
	leaves := []*rapid.Generator[wire.Value]{
		rapid.Just[wire.Value](nil),
		rapid.Bool().AsAny(),
		rapid.Int64Range(-wire.MaxSafeInteger, wire.MaxSafeInteger).AsAny(),
		rapid.StringN(0, 3, -1).AsAny(),
		rapid.SliceOfN(rapid.Byte(), 0, 3).AsAny(),
	}
	if depth == 0 {
		return rapid.OneOf(leaves...)
	}
	inner := anyValue(depth - 1)
	return rapid.OneOf(append(leaves,
		rapid.SliceOfN(inner, 0, 2).AsAny(),
		rapid.MapOfN(rapid.StringN(0, 2, -1), inner, 0, 2).AsAny(),
	)...)
}

func merged(t tester, batches ...[]wire.Write) *Panel {
	p := New("sitex000", func() int64 { return 0 })
	for _, ws := range batches {
		if _, refused := p.Merge(ws, wire.MaxSafeInteger); refused != nil {
			t.Fatal(refused)
		}
	}
	return p
}

func TestMergeIsCommutativeAndIdempotent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		writes := anyWrites.Draw(t, "writes")
		shuffled := rapid.Permutation(slices.Concat(writes, anySubset(t, writes))).Draw(t, "shuffled with repeats")
		a, b := merged(t, writes), merged(t, shuffled)
		if !equal(t, a, b) {
			t.Fatalf("%v and %v", a.Snapshot(), b.Snapshot())
		}
		if accepted, _ := a.Merge(writes, wire.MaxSafeInteger); len(accepted) != 0 {
			t.Fatalf("%v changed something the second time", accepted)
		}
	})
}

func TestMergeIsAssociative(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := anyWrites.Draw(t, "a"), anyWrites.Draw(t, "b"), anyWrites.Draw(t, "c")
		left := merged(t, merged(t, a, b).Snapshot(), c)
		right := merged(t, a, merged(t, b, c).Snapshot())
		if !equal(t, left, right) {
			t.Fatalf("%v and %v", left.Snapshot(), right.Snapshot())
		}
	})
}

// What was known, and what this version does not know, comes through a snapshot
// and the wire unchanged.
func TestSnapshotIsThePanel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := merged(t, anyWrites.Draw(t, "writes"))
		parts, err := wire.SnapshotParts(p.Snapshot())
		if err != nil {
			t.Fatal(err)
		}
		q := New("sitex000", func() int64 { return 0 })
		for i, part := range parts {
			m, err := wire.Decode(wire.ChannelPanel, part)
			if err != nil {
				t.Fatal(err)
			}
			s := m.(wire.Snapshot)
			if s.Refused != nil || s.Last != (i == len(parts)-1) {
				t.Fatalf("part %d of %d: last %v, refused %v", i, len(parts), s.Last, s.Refused)
			}
			q.Merge(s.Writes, wire.MaxSafeInteger)
		}
		if !equal(t, p, q) || p.bytes != q.bytes {
			t.Fatalf("%v became %v", p.Snapshot(), q.Snapshot())
		}
	})
}

func TestBytesAreThoseOfTheCells(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := merged(t, anyWrites.Draw(t, "writes"))
		want := 0
		for e := range p.Elements() {
			for name, cell := range e.Cells {
				size, err := wire.PropertySize(name, cell.Value)
				if err != nil {
					t.Fatal(err)
				}
				want += size
			}
		}
		if p.bytes != want {
			t.Fatalf("counted %d bytes, there are %d", p.bytes, want)
		}
	})
}

// Three people change, undo and redo at once, over links that repeat, reorder
// and delay. Once everything has arrived, all hold the same.
func TestReplicasConverge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := newReplicas(3)
		t.Repeat(map[string]func(*rapid.T){
			"set":     func(t *rapid.T) { r.set(t, r.any(t)) },
			"step":    func(t *rapid.T) { r.step(t, r.any(t)) },
			"undo":    func(t *rapid.T) { r.send(r.any(t).Undo()) },
			"redo":    func(t *rapid.T) { r.send(r.any(t).Redo()) },
			"take":    func(t *rapid.T) { r.takeBack(t, r.any(t)) },
			"wall":    func(t *rapid.T) { r.wall = rapid.Int64Range(0, 5).Draw(t, "ms") },
			"deliver": func(t *rapid.T) { r.any(t).Merge(anySubset(t, r.sent), wire.MaxSafeInteger) },
		})
		for _, p := range r.panels {
			p.Merge(rapid.Permutation(r.sent).Draw(t, "last delivery"), wire.MaxSafeInteger)
			if !equal(t, p, r.panels[0]) {
				t.Fatalf("%v and %v", p.Snapshot(), r.panels[0].Snapshot())
			}
		}
		for i, a := range r.sent {
			for _, b := range r.sent[i+1:] {
				if a.Stamp.Site == b.Stamp.Site && wire.Compare(a.Stamp, b.Stamp) >= 0 {
					t.Fatalf("%v was made before %v", a.Stamp, b.Stamp)
				}
			}
		}
	})
}

// Undo and redo touch only cells that the person has written, and one after the
// other they change nothing that can be seen.
func TestUndoIsOnesOwn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := newReplicas(2)
		own := r.panels[0]
		t.Repeat(map[string]func(*rapid.T){
			"set":     func(t *rapid.T) { r.set(t, r.any(t)) },
			"step":    func(t *rapid.T) { r.step(t, own) },
			"take":    func(t *rapid.T) { r.takeBack(t, r.any(t)) },
			"deliver": func(t *rapid.T) { r.any(t).Merge(anySubset(t, r.sent), wire.MaxSafeInteger) },
			"undo":    func(t *rapid.T) { r.send(onlyOwnCells(t, own, own.Undo)) },
			"redo":    func(t *rapid.T) { r.send(onlyOwnCells(t, own, own.Redo)) },
			"undo and redo": func(t *rapid.T) {
				before := visible(own)
				undone := own.Undo()
				r.send(undone)
				if len(undone) == 0 {
					return
				}
				r.send(own.Redo())
				if after := visible(own); !reflect.DeepEqual(before, after) {
					t.Fatalf("%v became %v", before, after)
				}
			},
		})
	})
}

// Alone, a person can go all the way back to nothing.
func TestUndoAllTheWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := newReplicas(1)
		p := r.panels[0]
		states := []map[string]wire.Value{visible(p)}
		for range rapid.IntRange(0, 8).Draw(t, "steps") {
			r.step(t, p)
			states = append(states, visible(p))
		}
		for i := len(states) - 2; i >= 0; i-- {
			p.Undo()
			if got := alive(visible(p)); !reflect.DeepEqual(got, alive(states[i])) {
				t.Fatalf("back at %d: %v, was %v", i, got, alive(states[i]))
			}
		}
		for i := 1; i < len(states); i++ {
			p.Redo()
			if got := alive(visible(p)); !reflect.DeepEqual(got, alive(states[i])) {
				t.Fatalf("forth at %d: %v, was %v", i, got, alive(states[i]))
			}
		}
	})
}

// replicas are panels that send all they write to one pool.
type replicas struct {
	panels []*Panel
	sent   []wire.Write
	wall   int64
}

func newReplicas(count int) *replicas {
	r := &replicas{}
	for i := range count {
		r.panels = append(r.panels, New(fmt.Sprintf("site%c000", 'a'+i), func() int64 { return r.wall }))
	}
	return r
}

func (r *replicas) any(t *rapid.T) *Panel { return rapid.SampledFrom(r.panels).Draw(t, "panel") }

func (r *replicas) send(ws []wire.Write) { r.sent = append(r.sent, ws...) }

func (r *replicas) set(t *rapid.T, p *Panel) {
	w, err := p.Set(anyID.Draw(t, "id"), anySet.Draw(t, "set"))
	if err != nil {
		t.Fatal(err)
	}
	r.sent = append(r.sent, w)
}

func (r *replicas) takeBack(t *rapid.T, p *Panel) {
	w, err := p.TakeBack(anyID.Draw(t, "id"))
	if err != nil {
		t.Fatal(err)
	}
	r.sent = append(r.sent, w)
}

func (r *replicas) step(t *rapid.T, p *Panel) {
	p.Step(func() {
		for range rapid.IntRange(1, 3).Draw(t, "sets") {
			r.set(t, p)
		}
	})
}

func anySubset(t *rapid.T, ws []wire.Write) []wire.Write {
	if len(ws) == 0 {
		return nil
	}
	return rapid.SliceOfN(rapid.SampledFrom(ws), 0, len(ws)).Draw(t, "some")
}

// onlyOwnCells runs an undo or redo and looks at every cell before and after.
func onlyOwnCells(t *rapid.T, p *Panel, run func() []wire.Write) []wire.Write {
	before := map[string]map[string]Cell{}
	for e := range p.Elements() {
		before[e.ID] = maps.Clone(e.Cells)
	}
	writes := run()
	for e := range p.Elements() {
		for name, cell := range e.Cells {
			old, had := before[e.ID][name]
			if had && cell.Stamp != old.Stamp && old.Stamp.Site != p.clock.site {
				t.Fatalf("%s of %s was written by %s", name, e.ID, old.Stamp.Site)
			}
			if !had && name != "deleted" {
				t.Fatalf("%s of %s was not there", name, e.ID)
			}
		}
	}
	return writes
}

// visible is what a person could see: the values that are not absent.
func visible(p *Panel) map[string]wire.Value {
	values := map[string]wire.Value{}
	for e := range p.Elements() {
		for name, cell := range e.Cells {
			if cell.Value != nil {
				values[e.ID+" "+name] = cell.Value
			}
		}
	}
	return values
}

// alive leaves out deleted elements, of which undo keeps the other cells.
func alive(values map[string]wire.Value) map[string]wire.Value {
	return maps.Collect(func(yield func(string, wire.Value) bool) {
		for key, value := range values {
			id, name := key[:9], key[10:]
			if values[id+" deleted"] != true && !(name == "deleted" && value == false) && !yield(key, value) {
				return
			}
		}
	})
}

func TestEqualStampsNeverFlip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stamp := wire.Stamp{MS: 1, Site: "sitea000"}
		a, b := anyValue(3).Draw(t, "a"), anyValue(3).Draw(t, "b")
		one := wire.Write{Stamp: stamp, ID: "element01", Set: map[string]wire.Value{"future": a}}
		two := wire.Write{Stamp: stamp, ID: "element01", Set: map[string]wire.Value{"future": b}}
		p, q := merged(t, []wire.Write{one, two}), merged(t, []wire.Write{two, one})
		if !bytes.Equal(snapshot(t, p), snapshot(t, q)) {
			t.Fatalf("%v and %v", p.Snapshot(), q.Snapshot())
		}
	})
}
