package panel

import "github.com/coviewer/coviewer/peer/wire"

// TakeBack takes a picture off the panel for good, for everybody, and returns
// the write to send. It is no step: Undo does not bring it back.
func (p *Panel) TakeBack(picture string) (wire.Write, error) {
	return p.Announce(picture, map[string]wire.Value{"deleted": true, "takenBack": true, "preview": nil})
}

// TakenBack gives the blobs that are taken back: those of such pictures, unless
// one that can be seen has the same.
func (p *Panel) TakenBack() map[wire.Hash]bool {
	blobs := map[wire.Hash]bool{}
	for _, e := range p.elements {
		if hash := e.Bytes("blob"); e.Kind() == wire.KindPicture && e.TakenBack() && hash != nil {
			blobs[wire.Hash(hash)] = true
		}
	}
	if len(blobs) > 0 {
		for _, picture := range p.Pictures() {
			delete(blobs, wire.Hash(picture.Bytes("blob")))
		}
	}
	return blobs
}
