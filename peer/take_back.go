package peer

import (
	"slices"

	"github.com/coviewer/coviewer/peer/blob"
	"github.com/coviewer/coviewer/peer/wire"
)

// TakeBack takes a picture off the panel for good, for everybody: each peer
// forgets its bytes, and Undo does not bring it back.
func (p *Peer) TakeBack(picture string) (err error) {
	called := p.call(func() { p.edit(func(e *Edit) { err = e.TakeBack(picture) }) })
	if called != nil {
		return called
	}
	return err
}

// TakeBack is Peer.TakeBack within Do; it is no part of its step.
func (e *Edit) TakeBack(picture string) error {
	w, err := e.Panel.TakeBack(picture)
	if err == nil {
		e.writes = append(e.writes, w)
	}
	return err
}

// noteTakenBack forgets the blobs of pictures that somebody has taken back,
// here or elsewhere, now or while this peer was away.
func (p *Peer) noteTakenBack() {
	before := p.takenBack
	p.takenBack = p.panel.TakenBack()
	for hash := range p.takenBack {
		if !before[hash] {
			p.forget(blob.Hash(hash))
		}
	}
	// What is repeated on presence would keep a preview.
	p.recent = slices.DeleteFunc(p.recent, func(w wire.Write) bool {
		e, _ := p.panel.Get(w.ID)
		return e.TakenBack() && w.Set["preview"] != nil
	})
}

// forget drops a blob and ends what is under way of it.
func (p *Peer) forget(hash blob.Hash) {
	p.blobs.Drop(hash)
	p.notMissing(hash)
	for _, r := range p.remotes {
		if c := r.conn; c != nil {
			c.serving.Drop(hash)
			delete(c.deliveries, hash)
		}
	}
	p.emit(BlobChanged{Hash: hash, State: BlobTakenBack})
}
