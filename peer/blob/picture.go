package blob

import (
	"bytes"
	"encoding/binary"
)

// The types of pictures that the panel knows.
const (
	TypeJPEG = "image/jpeg"
	TypePNG  = "image/png"
	TypeWebP = "image/webp"
)

// Header is what a picture's first bytes claim.
type Header struct {
	Type          string
	Width, Height int
}

// ReadHeader reads type and dimensions without decoding anything: a few bytes
// of a PNG can stand for gigabytes of pixels.
func ReadHeader(b []byte) (Header, error) {
	var h Header
	ok := false
	switch {
	case bytes.HasPrefix(b, []byte{0xFF, 0xD8, 0xFF}):
		h.Type = TypeJPEG
		h.Width, h.Height, ok = jpegSize(b)
	case bytes.HasPrefix(b, []byte("\x89PNG\r\n\x1a\n")):
		h.Type = TypePNG
		h.Width, h.Height, ok = pngSize(b)
	case len(b) >= 12 && string(b[:4]) == "RIFF" && string(b[8:12]) == "WEBP":
		h.Type = TypeWebP
		h.Width, h.Height, ok = webpSize(b)
	default:
		return Header{}, refuse(ClassBadPicture, "neither JPEG, PNG nor WebP")
	}
	if !ok || h.Width < 1 || h.Height < 1 {
		return Header{}, refuse(ClassBadPicture, "%s without dimensions", h.Type)
	}
	return h, nil
}

// CheckPicture refuses what is not a picture of this type within the bound.
func CheckPicture(b []byte, mediaType string, maxPixels int64) (Header, error) {
	h, err := ReadHeader(b)
	switch {
	case err != nil:
		return Header{}, err
	case mediaType != "" && h.Type != mediaType:
		return Header{}, refuse(ClassBadPicture, "%s announced, %s found", mediaType, h.Type)
	case int64(h.Width)*int64(h.Height) > maxPixels:
		return Header{}, refuse(ClassBadPicture, "it has %d × %d pixels, a picture may have %d million", h.Width, h.Height, maxPixels/1_000_000)
	}
	return h, nil
}

// jpegSize walks the segments to the frame header (ITU-T T.81 B.2.2).
func jpegSize(b []byte) (width, height int, ok bool) {
	for at := 2; at+4 <= len(b); {
		if b[at] != 0xFF {
			return 0, 0, false
		}
		marker := b[at+1]
		switch {
		case marker == 0xFF: // fill byte
			at++
			continue
		case marker == 0x01 || marker >= 0xD0 && marker <= 0xD8: // without length
			at += 2
			continue
		case marker == 0xD9 || marker == 0xDA: // end, or data before any frame
			return 0, 0, false
		}
		length := int(binary.BigEndian.Uint16(b[at+2:]))
		if isFrame(marker) {
			if length < 8 || at+9 > len(b) {
				return 0, 0, false
			}
			return int(binary.BigEndian.Uint16(b[at+7:])), int(binary.BigEndian.Uint16(b[at+5:])), true
		}
		if length < 2 {
			return 0, 0, false
		}
		at += 2 + length
	}
	return 0, 0, false
}

// isFrame: SOF0 … SOF15 but DHT, JPG and DAC, which share their numbers.
func isFrame(marker byte) bool {
	return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC
}

func pngSize(b []byte) (width, height int, ok bool) {
	if len(b) < 24 || string(b[12:16]) != "IHDR" {
		return 0, 0, false
	}
	w, h := binary.BigEndian.Uint32(b[16:]), binary.BigEndian.Uint32(b[20:])
	return int(w), int(h), w < 1<<31 && h < 1<<31
}

// webpSize reads the first chunk (RFC 9649 sections 2.5 to 2.7).
func webpSize(b []byte) (width, height int, ok bool) {
	if len(b) < 30 {
		return 0, 0, false
	}
	data := b[20:]
	switch string(b[12:16]) {
	case "VP8X":
		return 1 + int(uint24(data[4:])), 1 + int(uint24(data[7:])), true
	case "VP8L":
		bits := binary.LittleEndian.Uint32(data[1:])
		return 1 + int(bits&0x3FFF), 1 + int(bits>>14&0x3FFF), data[0] == 0x2F
	case "VP8 ":
		isKey := data[0]&1 == 0 && bytes.Equal(data[3:6], []byte{0x9D, 0x01, 0x2A})
		return int(binary.LittleEndian.Uint16(data[6:]) & 0x3FFF), int(binary.LittleEndian.Uint16(data[8:]) & 0x3FFF), isKey
	}
	return 0, 0, false
}

func uint24(b []byte) uint32 { return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 }
