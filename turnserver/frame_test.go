package turnserver

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/pion/stun/v3"
)

const (
	bindingHex  = "0001 0000 2112a442 000102030405060708090a0b"
	headerOf    = "2112a442 000102030405060708090a0b"
	channel4000 = "4000 "
)

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestReadFrame(t *testing.T) {
	big := strings.Repeat("00", 1592)
	for _, row := range []struct {
		name, wire string
		frame      int // bytes
		err        error
	}{
		{"binding request", bindingHex, 20, nil},
		{"STUN with an attribute", "0001 0008 " + headerOf + " 8022 0004 61626364", 28, nil},
		{"empty ChannelData", channel4000 + "0000", 4, nil},
		{"ChannelData of 1", channel4000 + "0001 61000000", 8, nil},
		{"ChannelData of 4", channel4000 + "0004 61626364", 8, nil},
		{"ChannelData of 5", channel4000 + "0005 6162636465000000", 12, nil},
		{"last channel", "7fff 0004 61626364", 8, nil},
		{"largest ChannelData", channel4000 + "0638" + big, 1596, nil},
		{"largest STUN", "0001 0628" + headerOf + big[:2*1576], 1596, nil},
		{"ChannelData one too large", channel4000 + "0639" + big + "00000000", 0, errFrameLength},
		{"STUN one too large", "0001 062c" + headerOf + big, 0, errFrameLength},
		{"STUN length that wraps to 0", "0001 ffec", 0, errFrameLength},
		{"channel length that wraps to 0", channel4000 + "fffc", 0, errFrameLength},
		{"channel length that wraps by padding", channel4000 + "ffff", 0, errFrameLength},
		{"STUN length not a multiple of 4", "0001 0002", 0, errFrameLength},
		{"STUN without cookie", "0001 0000 00000000 000102030405060708090a0b", 0, errFrameKind},
		{"channel above the range", "8000 0004", 0, errFrameKind},
		{"HTTP", hex.EncodeToString([]byte("GET / HTTP/1.1\r\n")), 0, errFrameLength},
		{"TLS on the plain port", "1603 0100", 0, io.ErrUnexpectedEOF},
		{"nothing", "", 0, io.EOF},
		{"half a header", "40", 0, io.ErrUnexpectedEOF},
		{"half a body", channel4000 + "0008 6162", 0, io.ErrUnexpectedEOF},
		{"no body", channel4000 + "0008", 0, io.ErrUnexpectedEOF},
	} {
		for how, reader := range map[string]func(io.Reader) io.Reader{
			"at once":      func(r io.Reader) io.Reader { return r },
			"byte by byte": iotest.OneByteReader,
			"with EOF":     iotest.DataErrReader,
		} {
			wire := unhex(t, row.wire)
			buffer := make([]byte, maxDatagramBytes)
			n, err := readFrame(reader(bytes.NewReader(wire)), buffer)
			if n != row.frame || !errors.Is(err, row.err) {
				t.Errorf("%s, %s: %d, %v; want %d, %v", row.name, how, n, err, row.frame, row.err)
			}
			if err == nil && !bytes.Equal(buffer[:n], wire) {
				t.Errorf("%s, %s: other bytes", row.name, how)
			}
		}
	}
}

// FuzzFrame: whatever a stream brings, and in whatever pieces, the frames are
// its bytes in order, each is one whole message within bounds, and every frame
// takes the reader forward.
func FuzzFrame(f *testing.F) {
	for _, seed := range []string{
		bindingHex, bindingHex + channel4000 + "0001 61000000", "0001 ffec" + headerOf,
		channel4000 + "fffc", channel4000 + "0000" + channel4000 + "0000", "8000 0000", "",
	} {
		f.Add(unhex(f, seed))
	}
	f.Fuzz(func(t *testing.T, wire []byte) {
		whole, wholeErr := framesOf(t, bytes.NewReader(wire))
		bytewise, bytewiseErr := framesOf(t, iotest.OneByteReader(bytes.NewReader(wire)))
		if !bytes.HasPrefix(wire, whole) {
			t.Fatalf("frames %x are not the start of %x", whole, wire)
		}
		if !bytes.Equal(whole, bytewise) || wholeErr.Error() != bytewiseErr.Error() {
			t.Fatalf("in pieces: %x, %v; at once: %x, %v", bytewise, bytewiseErr, whole, wholeErr)
		}
		if errors.Is(wholeErr, io.EOF) && len(whole) != len(wire) {
			t.Fatalf("end after %d of %d bytes", len(whole), len(wire))
		}
	})
}

func framesOf(t *testing.T, r io.Reader) (all []byte, err error) {
	buffer := make([]byte, maxDatagramBytes)
	for {
		n, err := readFrame(r, buffer)
		if err != nil {
			return all, err
		}
		frame := buffer[:n]
		switch {
		case n < channelHeaderBytes || n > maxFrameBytes || n%4 != 0:
			t.Fatalf("frame of %d bytes", n)
		case isSTUN(frame) && (!stun.IsMessage(frame) || int(binary.BigEndian.Uint16(frame[2:])) != n-stunHeaderBytes):
			t.Fatalf("not one STUN message: %x", frame)
		case !isSTUN(frame) && n-channelHeaderBytes-int(binary.BigEndian.Uint16(frame[2:])) >= 4:
			t.Fatalf("not one ChannelData message: %x", frame)
		}
		all = append(all, frame...)
	}
}
