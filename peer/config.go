package peer

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/gorilla/websocket"
	"github.com/pion/transport/v5"

	"github.com/coviewer/coviewer/peer/seal"
)

// Config says which room to join, as whom, and on what.
type Config struct {
	Link  seal.Link
	Name  string // shown to others; 1 to 120 characters
	Color int    // a number of the palette, from 0

	// RelayOnly hides one's addresses: everything goes by TURN.
	RelayOnly bool
	// Token takes back the place of an earlier peer; see Peer.Token.
	Token string

	// What follows has defaults.
	Logger  *slog.Logger
	Dialer  *websocket.Dialer
	Network transport.Net // for connections between peers
	Now     func() time.Time
	Random  io.Reader
}

func (c *Config) setDefaults() {
	if c.Name == "" {
		c.Name = "Headless peer"
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Dialer == nil {
		c.Dialer = &websocket.Dialer{HandshakeTimeout: writeTimeout}
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Random == nil {
		c.Random = rand.Reader
	}
}

// ErrLeft is returned by methods of a peer that has left.
var ErrLeft = errors.New("peer: has left the room")

// JoinError says why the server let nobody in.
type JoinError struct {
	Reason string // the name of a close code, as "room-full", or ReasonUnreachable, ReasonRestarting
	Err    error
}

func (e *JoinError) Error() string {
	if e.Err == nil {
		return "join: " + e.Reason
	}
	return fmt.Sprintf("join: %s: %v", e.Reason, e.Err)
}
func (e *JoinError) Unwrap() error { return e.Err }
