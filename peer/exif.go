package peer

import (
	"bytes"
	"encoding/binary"
	"image"
)

// orientation is how a picture has to be turned, as in EXIF: 1 is upright.
type orientation int

func (o orientation) swapsSides() bool { return o >= 5 && o <= 8 }

const (
	markerApp1     = 0xE1
	markerScan     = 0xDA
	tagOrientation = 0x0112
	maxTags        = 512
)

// readExif finds the orientation in a JPEG, PNG or WebP, and tells whether
// there was metadata at all. Bad EXIF is no EXIF.
func readExif(content []byte) (o orientation, found bool) {
	if bytes.HasPrefix(content, []byte{0xFF, 0xD8}) {
		return jpegExif(content)
	}
	for _, name := range []string{"eXIf", "EXIF", "tEXt", "iTXt", "zTXt", "tIME", "XMP "} {
		if at := bytes.Index(content, []byte(name)); at >= 0 {
			found = true
			// A PNG chunk begins right after its name, a RIFF chunk after its size.
			for _, skip := range []int{4, 8, 14} {
				if o, ok := tiffOrientation(content[min(len(content), at+skip):]); ok {
					return o, true
				}
			}
		}
	}
	return 1, found
}

// jpegExif walks the segments before the scan.
func jpegExif(content []byte) (o orientation, found bool) {
	o = 1
	for at := 2; at+4 <= len(content) && content[at] == 0xFF && content[at+1] != markerScan; {
		marker, length := content[at+1], int(binary.BigEndian.Uint16(content[at+2:]))
		end := min(len(content), at+2+max(length, 2))
		// APP0 is JFIF, which says nothing about anybody; the other
		// application segments and comments may.
		if marker > 0xE0 && marker <= 0xEF || marker == 0xFE {
			found = true
		}
		if body, isExif := bytes.CutPrefix(content[at+4:max(end, at+4)], []byte("Exif\x00\x00")); isExif && marker == markerApp1 {
			if read, ok := tiffOrientation(body); ok {
				o = read
			}
		}
		at = end
	}
	return o, found
}

// tiffOrientation reads the orientation from the first directory of a TIFF.
func tiffOrientation(b []byte) (orientation, bool) {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(b, []byte("II*\x00")):
		order = binary.LittleEndian
	case bytes.HasPrefix(b, []byte("MM\x00*")):
		order = binary.BigEndian
	default:
		return 1, false
	}
	if len(b) < 8 {
		return 1, false
	}
	at := int64(order.Uint32(b[4:]))
	if at+2 > int64(len(b)) {
		return 1, false
	}
	count := min(int64(order.Uint16(b[at:])), maxTags)
	for i := range count {
		entry := at + 2 + i*12
		if entry+12 > int64(len(b)) {
			break
		}
		if order.Uint16(b[entry:]) == tagOrientation {
			o := orientation(order.Uint16(b[entry+8:]))
			return o, o >= 1 && o <= 8
		}
	}
	return 1, false
}

// upright turns a picture.
func upright(from *image.RGBA, o orientation) *image.RGBA {
	if o <= 1 || o > 8 {
		return from
	}
	w, h := from.Bounds().Dx(), from.Bounds().Dy()
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	if o.swapsSides() {
		to = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			tx, ty := o.place(x, y, w, h)
			copy(to.Pix[to.PixOffset(tx, ty):][:4], from.Pix[from.PixOffset(x, y):][:4])
		}
	}
	return to
}

// place says where the pixel (x, y) of a w × h picture goes (EXIF 2.32,
// section 4.6.4 A, Orientation).
func (o orientation) place(x, y, w, h int) (int, int) {
	switch o {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return h - 1 - y, x
	case 7:
		return h - 1 - y, w - 1 - x
	case 8:
		return y, w - 1 - x
	}
	return x, y
}
