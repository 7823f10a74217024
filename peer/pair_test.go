package peer

import (
	"reflect"
	"testing"

	"github.com/coviewer/coviewer/peer/wire"
)

// snapshot is the whole panel of a peer.
func (w *watched) snapshot(t testing.TB) []wire.Write {
	t.Helper()
	var all []wire.Write
	if err := w.Do(func(e *Edit) { all = e.Snapshot() }); err != nil {
		t.Fatal(err)
	}
	return all
}

func (w *watched) arrow(t testing.TB, id string, x int64) {
	t.Helper()
	var failed error
	if err := w.Do(func(e *Edit) {
		failed = e.Set(id, map[string]wire.Value{
			"kind": "arrow", "by": w.Site(), "picture": "picture00001", "color": int64(1), "width": int64(16),
			"x1": int64(0), "y1": int64(0), "x2": x, "y2": int64(80),
		})
	}); err != nil || failed != nil {
		t.Fatal(err, failed)
	}
}

func (w *watched) has(t testing.TB, id string) bool {
	t.Helper()
	found := false
	if err := w.Do(func(e *Edit) {
		element, here := e.Get(id)
		found = here && !element.Deleted()
	}); err != nil {
		t.Fatal(err)
	}
	return found
}

func converge(t testing.TB, a, b *watched) {
	t.Helper()
	eventually(t, "the same panel on both sides", func() bool {
		return reflect.DeepEqual(a.snapshot(t), b.snapshot(t))
	})
}

func TestTwoPeersConverge(t *testing.T) {
	r := newRoom(t)
	a := r.join(t, "Lucia")
	a.arrow(t, "before000001", 10)
	b := r.join(t, "Emil")
	b.arrow(t, "before000002", 20)
	connect(t, a, b)
	for i := range 20 {
		a.arrow(t, "both00000001", int64(i))
		b.arrow(t, "both00000001", int64(100+i))
		b.arrow(t, "byemil000001", int64(i))
	}
	eventually(t, "what each drew before they met", func() bool {
		return a.has(t, "before000002") && b.has(t, "before000001") && a.has(t, "byemil000001")
	})
	converge(t, a, b)
	if got, want := a.Words()[b.Site()], b.Words()[a.Site()]; len(got) != 4 || !reflect.DeepEqual(got, want) {
		t.Errorf("matching words %v and %v", got, want)
	}
	if !saw(a, func(e PeerChanged) bool { return e.Status == PeerConnected && e.Path == PathDirect }) {
		t.Error("the path is not told")
	}
}

func TestUndoTakesBackOnlyOnesOwn(t *testing.T) {
	r := newRoom(t)
	a, b := r.join(t, "Lucia"), r.join(t, "Emil")
	connect(t, a, b)
	a.arrow(t, "bylucia00001", 1)
	b.arrow(t, "byemil000001", 2)
	converge(t, a, b)
	if done, err := a.Undo(); !done || err != nil {
		t.Fatal(done, err)
	}
	eventually(t, "the arrow is gone on the other side", func() bool { return !b.has(t, "bylucia00001") })
	if !a.has(t, "byemil000001") || !b.has(t, "byemil000001") {
		t.Error("undo took another's arrow")
	}
	if done, err := a.Redo(); !done || err != nil {
		t.Fatal(done, err)
	}
	eventually(t, "the arrow is back", func() bool { return b.has(t, "bylucia00001") })
	converge(t, a, b)
}

func TestPresenceArrives(t *testing.T) {
	r := newRoom(t)
	a, b := r.join(t, "Lucia"), r.join(t, "Emil")
	connect(t, a, b)
	eventually(t, "a pointer", func() bool {
		if err := a.Present(wire.Pointer{X: 80, Y: 160}); err != nil {
			t.Fatal(err)
		}
		return saw(b, func(e Presence) bool {
			m, ok := e.Message.(wire.Pointer)
			return ok && e.Site == a.Site() && m.X == 80
		})
	})
}
