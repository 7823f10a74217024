package wire

import "encoding/binary"

const (
	blockType = 1
	ackType   = 2

	// HeaderBytes is the length of an ack, and of a block without its payload.
	HeaderBytes = 24

	// MaxPayloadBytes is the most that one block carries.
	MaxPayloadBytes = MaxMessageBytes - HeaderBytes
)

// Block is a piece of a blob on a lane.
type Block struct {
	Lane       uint8
	Generation uint16
	Seq        uint32 // on this lane, from 0
	Sent       uint32 // sender's clock in 1/10 ms, wraps
	Want       uint32
	Offset     uint64
	Payload    []byte
}

// Ack says that a block has arrived.
type Ack struct {
	Lane       uint8
	Generation uint16
	Seq        uint32 // of the block that caused it
	Sent       uint32 // of that block, echoed
	Received   uint32 // receiver's clock in 1/10 ms, wraps
	Bytes      uint64 // payload received on this lane so far
}

// DecodeBlock reads a block. Its payload shares memory with b.
func DecodeBlock(b []byte) (Block, error) {
	switch {
	case len(b) <= HeaderBytes:
		return Block{}, Errorf(ClassTruncated, "block of %d bytes", len(b))
	case len(b) > MaxMessageBytes:
		return Block{}, Errorf(ClassTooLong, "block of %d bytes", len(b))
	case b[0] != blockType:
		return Block{}, Errorf(ClassBadType, "type %d on channel blob", b[0])
	}
	block := Block{
		Lane:       b[1],
		Generation: binary.BigEndian.Uint16(b[2:]),
		Seq:        binary.BigEndian.Uint32(b[4:]),
		Sent:       binary.BigEndian.Uint32(b[8:]),
		Want:       binary.BigEndian.Uint32(b[12:]),
		Offset:     binary.BigEndian.Uint64(b[16:]),
		Payload:    b[HeaderBytes:],
	}
	switch {
	case block.Lane >= MaxLanes:
		return Block{}, Errorf(ClassBadField, "block: lane %d", block.Lane)
	case block.Want == 0:
		return Block{}, Errorf(ClassBadField, "block: want 0")
	case block.Offset > MaxBlobBytes-uint64(len(block.Payload)):
		return Block{}, Errorf(ClassBadField, "block: offset %d", block.Offset)
	}
	return block, nil
}

// AppendEncode appends the block to dst.
func (b Block) AppendEncode(dst []byte) []byte {
	dst = append(dst, blockType, b.Lane)
	dst = binary.BigEndian.AppendUint16(dst, b.Generation)
	dst = binary.BigEndian.AppendUint32(dst, b.Seq)
	dst = binary.BigEndian.AppendUint32(dst, b.Sent)
	dst = binary.BigEndian.AppendUint32(dst, b.Want)
	dst = binary.BigEndian.AppendUint64(dst, b.Offset)
	return append(dst, b.Payload...)
}

// DecodeAck reads an acknowledgement.
func DecodeAck(b []byte) (Ack, error) {
	switch {
	case len(b) < HeaderBytes:
		return Ack{}, Errorf(ClassTruncated, "ack of %d bytes", len(b))
	case len(b) > HeaderBytes:
		return Ack{}, Errorf(ClassTooLong, "ack of %d bytes", len(b))
	case b[0] != ackType:
		return Ack{}, Errorf(ClassBadType, "type %d on channel ack", b[0])
	}
	ack := Ack{
		Lane:       b[1],
		Generation: binary.BigEndian.Uint16(b[2:]),
		Seq:        binary.BigEndian.Uint32(b[4:]),
		Sent:       binary.BigEndian.Uint32(b[8:]),
		Received:   binary.BigEndian.Uint32(b[12:]),
		Bytes:      binary.BigEndian.Uint64(b[16:]),
	}
	switch {
	case ack.Lane >= MaxLanes:
		return Ack{}, Errorf(ClassBadField, "ack: lane %d", ack.Lane)
	case ack.Bytes > MaxSafeInteger:
		return Ack{}, Errorf(ClassBadField, "ack: %d bytes", ack.Bytes)
	}
	return ack, nil
}

// AppendEncode appends the ack to dst.
func (a Ack) AppendEncode(dst []byte) []byte {
	dst = append(dst, ackType, a.Lane)
	dst = binary.BigEndian.AppendUint16(dst, a.Generation)
	dst = binary.BigEndian.AppendUint32(dst, a.Seq)
	dst = binary.BigEndian.AppendUint32(dst, a.Sent)
	dst = binary.BigEndian.AppendUint32(dst, a.Received)
	return binary.BigEndian.AppendUint64(dst, a.Bytes)
}
