package peer

import (
	"testing"

	"github.com/coviewer/coviewer/peer/blob"
	"github.com/coviewer/coviewer/peer/wire"
)

const takenPicture = "picture00001" // of addReady

// sharedPicture is a picture that both have, bytes and all.
func sharedPicture(t *testing.T, a, b *watched) blob.Hash {
	t.Helper()
	hash := a.addReady(t, noise(t, 64, 64))
	eventually(t, "the picture arrives", func() bool {
		_, here := b.Blob(hash)
		return here
	})
	return hash
}

func (w *watched) takeBack(t *testing.T) {
	t.Helper()
	if err := w.TakeBack(takenPicture); err != nil {
		t.Fatal(err)
	}
}

// forgot waits until a peer holds nothing of the picture, and says so.
func (w *watched) forgot(t *testing.T, hash blob.Hash) {
	t.Helper()
	eventually(t, "the bytes are gone", func() bool {
		_, here := w.Blob(hash)
		return !here && saw(w, func(e BlobChanged) bool { return e.Hash == hash && e.State == BlobTakenBack })
	})
	if err := w.Do(func(e *Edit) {
		if picture, _ := e.Get(takenPicture); !picture.TakenBack() || picture.Bytes("preview") != nil || len(e.Pictures()) != 0 {
			t.Error("the picture is still there, or its preview is")
		}
		for _, recent := range w.recent {
			if recent.Set["preview"] != nil {
				t.Error("the preview waits to be repeated")
			}
		}
	}); err != nil {
		t.Fatal(err)
	}
}

func TestTakenBackIsForgottenOnBothSides(t *testing.T) {
	r := newRoom(t)
	a, b := r.join(t, "Lucia"), r.join(t, "Emil")
	connect(t, a, b)
	hash := sharedPicture(t, a, b)
	b.takeBack(t) // anybody may
	b.forgot(t, hash)
	a.forgot(t, hash)
	if done, err := a.Undo(); err != nil || done {
		t.Errorf("undo of the addition: %v, %v", done, err)
	}
}

func TestTakenBackWhileCutOff(t *testing.T) {
	r, w := newRoom(t), newWAN(t)
	lucia := Config{Link: r.link, Name: "Lucia", Network: w.host(t, "10.0.0.1")}
	emil := Config{Link: r.link, Name: "Emil", Network: w.host(t, "10.0.0.2")}
	if err := w.router.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.router.Stop(); err != nil {
			t.Error(err)
		}
	})
	a, b := r.joinAs(t, lucia), r.joinAs(t, emil)
	connect(t, a, b)
	hash := sharedPicture(t, a, b)
	w.isCut.Store(true)
	eventually(t, "the outage is noticed", func() bool {
		return saw(b, func(e PeerChanged) bool { return e.Status == PeerReconnecting })
	})
	a.takeBack(t)
	a.forgot(t, hash)
	if _, here := b.Blob(hash); !here {
		t.Fatal("it knows what nobody could tell it")
	}
	w.isCut.Store(false)
	b.forgot(t, hash)
	converge(t, a, b)
	a.forgot(t, hash)
}

// One who comes later learns it from the snapshot; whoever asks all the same is
// refused.
func TestTakenBackIsRefused(t *testing.T) {
	r := newRoom(t)
	a := r.join(t, "Lucia")
	hash := a.addReady(t, noise(t, 64, 64))
	a.takeBack(t)
	b := r.join(t, "Emil")
	connect(t, a, b)
	eventually(t, "the snapshot", func() bool { return saw(b, func(Synced) bool { return true }) })
	if err := b.call(func() {
		b.missing[hash] = &missing{hash: hash, size: 100}
		for _, remote := range b.remotes {
			c := remote.conn
			c.send(wire.Want{Want: int64(c.asking.Ask(hash, blob.Ranges{{Offset: 0, Length: 100}})), Hash: wire.Hash(hash), Ranges: []int64{0, 100}})
		}
	}); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the refusal", func() bool {
		return saw(b, func(e BlobChanged) bool { return e.State == BlobFailed && e.Reason == wire.RefuseTakenBack })
	})
}

// The same photo put there anew is a picture like any other.
func TestTakenBackAndAddedAnew(t *testing.T) {
	r := newRoom(t)
	a, b := r.join(t, "Lucia"), r.join(t, "Emil")
	connect(t, a, b)
	hash := sharedPicture(t, a, b)
	a.takeBack(t)
	b.forgot(t, hash)
	var failed error
	if err := a.Do(func(e *Edit) {
		failed = a.putPicture(e, "picture00002", Picture{name: "noise.jpg", view: noise(t, 64, 64), preview: make([]byte, 12), width: 1, height: 1})
	}); err != nil || failed != nil {
		t.Fatal(err, failed)
	}
	eventually(t, "it arrives anew", func() bool {
		_, here := b.Blob(hash)
		return here
	})
}

// While it is on its way it never arrives, and what comes late is no fault.
func TestTakenBackOnItsWay(t *testing.T) {
	r := newRoom(t)
	a, b := r.join(t, "Lucia"), r.join(t, "Emil")
	connect(t, a, b)
	hash := a.addReady(t, noise(t, 1200, 900))
	eventually(t, "a part of the picture", func() bool {
		taken := false
		if err := b.call(func() {
			if received, size := b.blobs.Progress(hash); received > 0 && received < size {
				taken = true
				b.edit(func(e *Edit) { _ = e.TakeBack(takenPicture) })
			}
		}); err != nil {
			t.Fatal(err)
		}
		return taken
	})
	b.forgot(t, hash)
	a.forgot(t, hash)
	for _, w := range []*watched{a, b} {
		if saw(w, func(Trouble) bool { return true }) || saw(w, func(e BlobChanged) bool { return e.State == BlobHere && w == b }) {
			t.Error("it arrived, or somebody is blamed")
		}
	}
}
