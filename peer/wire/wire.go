// Package wire is what travels between two peers on their data channels: the
// messages, the blocks of blobs with their acknowledgements, and the points of
// ink. PROTOCOL.md is normative; schema.json is its machine-readable part, from
// which schema_gen.go and the browser's schema.gen.ts are generated.
//
// On the channels panel and presence a message is one CBOR array
//
//	[number, field, …]
//
// in the core deterministic encoding of RFC 8949 section 4.2.1, of nothing but
// integers within ±(2^53 − 1), text, bytes, false, true, null, arrays, and maps
// with text keys, nested at most 8 deep. Decode refuses everything else with a
// class (see Class), which is the same in both languages for the same bytes.
//
// A write, the unit of change of the panel, is
//
//	[ms, n, site, id, {property: value, …}]
//
// On the channels blob and ack a message has a fixed layout of 24 bytes, big
// endian; a block has its payload behind:
//
//	 0      type: 1 block, 2 ack
//	 1      lane
//	 2– 3   generation of the lane
//	 4– 7   sequence number on the lane
//	 8–11   sent, sender's clock in 1/10 ms
//	12–15   block: want          ack: received, receiver's clock in 1/10 ms
//	16–23   block: offset        ack: payload bytes received on this lane
//
// Points of ink are zig-zag LEB128 deltas: dx, dy and, with pressure, dp.
//
// Everything here is pure: no I/O, no goroutine, no clock.
package wire

//go:generate go run ./internal/generate
//go:generate go run ./internal/vectors

import "slices"

// Channel is a data channel that carries messages in CBOR.
type Channel uint8

const (
	ChannelPanel    Channel = iota // reliable and ordered
	ChannelPresence                // lossy and unordered
)

// Message is one of the message structs of this package: Hello, Reveal, …
type Message interface {
	Number() int
	items() []any
}

// Decode reads a message that came on a channel. An error carries a Class.
// Writes that are wrong are left out of a Snapshot or Writes and reported in
// its Refused; nothing else of the message suffers. The message shares no
// memory with b.
func Decode(channel Channel, b []byte) (Message, error) {
	items, err := decodeItems(b)
	if err != nil {
		return nil, err
	}
	number, isNumber := items[0].(int64)
	if !isNumber {
		return nil, Errorf(ClassBadType, "message begins with %T, not a number", items[0])
	}
	spec, known := messageSpecs[number]
	switch {
	case !known:
		return nil, Errorf(ClassUnknownType, "message number %d", number)
	case !slices.Contains(spec.channels, channel):
		return nil, Errorf(ClassBadChannel, "%s does not belong on channel %d", spec.name, channel)
	}
	if err := spec.check(items[1:]); err != nil {
		return nil, err
	}
	return build(number, items[1:]), nil
}

// AppendEncode appends the encoding of a message to dst. It checks what Decode
// checks, so that what it encodes is never refused by another honest peer; on
// an error dst comes back unchanged.
func AppendEncode(dst []byte, m Message) ([]byte, error) {
	items := m.items()
	spec := messageSpecs[int64(m.Number())]
	if err := spec.check(items[1:]); err != nil {
		return dst, err
	}
	if err := spec.checkWrites(items[1:]); err != nil {
		return dst, err
	}
	b, err := encode(items)
	switch {
	case err != nil:
		return dst, err
	case len(b) > MaxMessageBytes:
		return dst, Errorf(ClassTooLong, "%s of %d bytes", spec.name, len(b))
	}
	return append(dst, b...), nil
}
