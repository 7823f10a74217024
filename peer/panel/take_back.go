package panel

import "github.com/coviewer/coviewer/peer/wire"

// TakeBack takes a picture off the panel for good, for everybody, and returns
// the write to send. It is no step: Undo does not bring it back.
func (p *Panel) TakeBack(picture string) (wire.Write, error) {
	return p.Announce(picture, map[string]wire.Value{"deleted": true, "takenBack": true, "preview": nil})
}
