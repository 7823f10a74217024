package main

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/coviewer/coviewer/peer"
	"github.com/coviewer/coviewer/peer/blob"
	"github.com/coviewer/coviewer/peer/wire"
)

// What people do reaches the lines without a word about it in this program: a
// kind of element is what its properties say.
func TestLinesTellWhatPeopleDo(t *testing.T) {
	written := func(set map[string]wire.Value) peer.Event {
		stamp := wire.Stamp{MS: 7, Site: "siteb000"}
		return peer.PanelChanged{Writes: []wire.Write{{Stamp: stamp, ID: "element01", Set: set}}}
	}
	for name, row := range map[string]struct {
		event peer.Event
		want  string
	}{
		"pin": {
			written(map[string]wire.Value{"kind": wire.KindPin, "number": int64(3), "x1": int64(8)}),
			`{"event":"panel","local":false,"writes":[{"id":"element01","ms":7,"n":0,"set":{"kind":"pin","number":3,"x1":8},"site":"siteb000"}]}`,
		},
		"message": {
			written(map[string]wire.Value{"kind": wire.KindMessage, "text": "size <42>?"}),
			`{"event":"panel","local":false,"writes":[{"id":"element01","ms":7,"n":0,"set":{"kind":"message","text":"size <42>?"},"site":"siteb000"}]}`,
		},
		"taken back": {
			written(map[string]wire.Value{"deleted": true, "takenBack": true, "preview": nil}),
			`{"event":"panel","local":false,"writes":[{"id":"element01","ms":7,"n":0,"set":{"deleted":true,"preview":null,"takenBack":true},"site":"siteb000"}]}`,
		},
		"its blob": {
			peer.BlobChanged{Hash: blob.Hash{0xab}, State: peer.BlobTakenBack},
			`{"event":"blob","hash":"ab` + strings.Repeat("00", 31) + `","reason":"","received":0,"size":0,"state":"taken-back"}`,
		},
		"writing": {
			peer.Presence{Site: "siteb000", Message: wire.Writing{Seq: 9, On: true}},
			`{"event":"writing","on":true,"site":"siteb000"}`,
		},
	} {
		var out bytes.Buffer
		if err := newLines(&out, io.Discard).event(row.event); err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSuffix(out.String(), "\n"); got != row.want {
			t.Errorf("%s: %s, want %s", name, got, row.want)
		}
	}
}
