package main

import (
	"encoding/hex"
	"encoding/json"
	"io"
	"strings"

	"github.com/coviewer/coviewer/peer"
	"github.com/coviewer/coviewer/peer/wire"
)

// lines writes JSON lines; docs/peer.md tells what is in them.
type lines struct {
	to    *json.Encoder
	waits *waits
}

// line is one of them. A map, because each event has other members.
type line map[string]any

func newLines(stdout, stderr io.Writer) *lines {
	e := json.NewEncoder(stdout)
	e.SetEscapeHTML(false)
	return &lines{e, &waits{to: stderr}}
}

func (l *lines) write(event string, members line) error {
	members["event"] = event
	return l.to.Encode(members)
}

// event writes an event of the peer.
func (l *lines) event(e peer.Event) error {
	switch e := e.(type) {
	case peer.StatusChanged:
		return l.write("status", line{"status": e.Status, "reason": e.Reason})
	case peer.PeerChanged:
		return l.write("peer", line{
			"peer": e.Peer, "site": e.Site, "kind": e.Kind, "status": e.Status,
			"path": e.Path, "reason": e.Reason, "words": strings.Join(e.Words, " "),
		})
	case peer.Synced:
		return l.write("synced", line{"site": e.Site})
	case peer.PanelChanged:
		return l.write("panel", line{"local": e.Local, "writes": writeLines(e.Writes)})
	case peer.BlobChanged:
		return l.write("blob", line{
			"hash": e.Hash.String(), "state": e.State, "received": e.Received, "size": e.Size, "reason": e.Reason,
		})
	case peer.Delivered:
		return l.write("delivered", line{
			"hash": e.Hash.String(), "site": e.Site, "sent": e.Sent, "size": e.Size, "arrived": e.Arrived,
		})
	case peer.Presence:
		return l.presence(e)
	case peer.Trouble:
		return l.write("trouble", line{"peer": e.Peer, "class": e.Class, "detail": e.Detail})
	case peer.Lost:
		return l.write("lost", line{"count": e.Count})
	}
	return nil
}

func (l *lines) presence(e peer.Presence) error {
	switch m := e.Message.(type) {
	case wire.Pointer:
		return l.write("pointer", line{"site": e.Site, "picture": m.Picture, "x": m.X, "y": m.Y, "light": m.Light})
	case wire.Viewport:
		return l.write("viewport", line{"site": e.Site, "picture": m.Picture, "x": m.X, "y": m.Y, "w": m.W, "h": m.H})
	case wire.Live:
		return l.write("live", line{
			"site": e.Site, "element": m.Element, "picture": m.Picture, "kind": m.Kind,
			"state": m.State, "from": m.From, "points": hex.EncodeToString(m.Points),
		})
	case wire.Writing:
		return l.write("writing", line{"site": e.Site, "on": m.On})
	}
	return nil
}

func writeLines(writes []wire.Write) []line {
	out := make([]line, len(writes))
	for i, w := range writes {
		set := line{}
		for name, value := range w.Set {
			set[name] = plain(value)
		}
		out[i] = line{"ms": w.Stamp.MS, "n": w.Stamp.N, "site": w.Stamp.Site, "id": w.ID, "set": set}
	}
	return out
}

// plain makes a value fit for JSON: bytes become {"$bytes": hex}, as in the
// vectors.
func plain(v wire.Value) any {
	switch v := v.(type) {
	case []byte:
		return line{"$bytes": hex.EncodeToString(v)}
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = plain(item)
		}
		return out
	case map[string]any:
		out := line{}
		for name, item := range v {
			out[name] = plain(item)
		}
		return out
	}
	return v
}
