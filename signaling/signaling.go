// Package signaling introduces peers to each other and forwards boxes that it
// cannot open.
//
// A peer opens a WebSocket at [Path] with the subprotocol [Subprotocol] and
// takes a place in a room ([Join]). The server answers with a [Welcome]: who
// else is there, the offers that wait in the room, and servers for ICE. From
// then on it forwards boxes between the peers of the room and tells each who
// comes and goes. A place outlives its socket by PlaceHold, so that a phone may
// sleep or a page reload: [Resume] takes it back with the token.
//
// The server is blind by construction: boxes are sealed with a key from the
// link's fragment, which no server sees, and this package imports nothing that
// could make use of their content. All it knows of a room is its id, how many
// peers are in it and since when, and of a closed one a hash of the id; it keeps
// that in memory only.
//
// PROTOCOL.md is normative. The way of a message through the files:
//
//	server.go   ServeHTTP: origin, limits by address, upgrade
//	session.go  one WebSocket: reader, sender, deadlines; its end: ending.go
//	decode.go   raw text to a [ClientMessage], or the code to close with
//	room.go     rooms and places: a state machine without I/O
//	spent.go    rooms that were closed for good
//	people.go   who is there, for a page before it joins
package signaling

//go:generate go run ./internal/vectors/generate testdata/vectors

const (
	// Path is where the WebSocket is served.
	Path = "/signaling"

	// Subprotocol names the version of the protocol; a client that does not
	// offer it is closed with [CloseBadSubprotocol].
	Subprotocol = "coviewer.signaling.v1"
)
