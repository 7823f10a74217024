package turnserver

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/pion/stun/v3"
)

const (
	stunHeaderBytes    = 20
	channelHeaderBytes = 4
	minChannel         = 0x4000
	maxChannel         = 0x7FFF // RFC 5766; RFC 8656 section 12 gives out up to 0x4FFF

	// maxFrameBytes: pion throws away what fills its buffer.
	maxFrameBytes = maxDatagramBytes - 1
)

var (
	errFrame       = errors.New("turn frame")
	errFrameKind   = fmt.Errorf("%w: neither STUN nor ChannelData", errFrame)
	errFrameLength = fmt.Errorf("%w: length out of bounds", errFrame)
)

// readFrame reads exactly one STUN message or ChannelData message, with its
// padding (RFC 8656 section 12.5: over a stream it must be there), into buffer.
// The header is judged before one byte of the body is waited for. After an
// error the stream is out of step, and must end.
//
// io.EOF means that the stream ended between two frames.
func readFrame(r io.Reader, buffer []byte) (int, error) {
	header := buffer[:channelHeaderBytes]
	if _, err := io.ReadFull(r, header); err != nil {
		return 0, err
	}
	length, err := frameLength(header)
	if err != nil {
		return 0, err
	}
	if length > min(len(buffer), maxFrameBytes) {
		return 0, fmt.Errorf("%w: %d bytes", errFrameLength, length)
	}
	if _, err := io.ReadFull(r, buffer[channelHeaderBytes:length]); err != nil {
		return 0, unexpected(err)
	}
	if isSTUN(header) && !stun.IsMessage(buffer[:length]) { // no magic cookie
		return 0, errFrameKind
	}
	return length, nil
}

// frameLength computes in int what the wire holds in 16 bits: in 16 bits,
// 0xFFEC plus a STUN header is 0, and a reader that consumes 0 bytes never ends.
func frameLength(header []byte) (int, error) {
	first := binary.BigEndian.Uint16(header)
	length := int(binary.BigEndian.Uint16(header[2:]))
	switch {
	case isSTUN(header) && length%4 != 0: // RFC 8489 section 5
		return 0, fmt.Errorf("%w: STUN length %d", errFrameLength, length)
	case isSTUN(header):
		return stunHeaderBytes + length, nil
	case first >= minChannel && first <= maxChannel:
		return channelHeaderBytes + padded(length), nil
	default:
		return 0, errFrameKind
	}
}

// isSTUN looks at the two bits that RFC 8656 section 12 tells them apart by.
func isSTUN(frame []byte) bool { return len(frame) > 0 && frame[0]&0xC0 == 0 }

// padded rounds up to the 32-bit boundary that STUN attributes and framed
// ChannelData end on.
func padded(n int) int { return (n + 3) &^ 3 }

func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
