package peer

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"testing"

	"github.com/coviewer/coviewer/peer/blob"
	"github.com/coviewer/coviewer/peer/wire"
)

// canary stands where a camera writes its maker; it must be found nowhere.
const canary = "CANARY-CAMERA-4711"

// latitude is 45° 4' 3", as GPS directories have it.
var latitude = []byte{0, 0, 0, 45, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, 1}

// photo is a picture as a phone makes it: red at the left, blue at the right,
// with orientation 6 (to be turned right), a maker and a position in EXIF.
func photo(t testing.TB, width, height int) []byte {
	t.Helper()
	i := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := color.RGBA{R: 200, G: byte(x ^ y), A: 255}
			if x >= width/2 {
				c = color.RGBA{B: 200, G: byte(x ^ y), A: 255}
			}
			i.SetRGBA(x, y, c)
		}
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, i, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	plain := out.Bytes()
	exif := exifSegment()
	return append(append(append([]byte{}, plain[:2]...), exif...), plain[2:]...)
}

// exifSegment is an APP1 with three entries: maker, orientation, GPS.
func exifSegment() []byte {
	const directory, entries = 8, 3
	const after = directory + 2 + entries*12 + 4
	tiff := []byte("MM\x00*\x00\x00\x00\x08")
	entry := func(tag, kind uint16, count, value uint32) {
		tiff = binary.BigEndian.AppendUint16(tiff, tag)
		tiff = binary.BigEndian.AppendUint16(tiff, kind)
		tiff = binary.BigEndian.AppendUint32(tiff, count)
		tiff = binary.BigEndian.AppendUint32(tiff, value)
	}
	gps := uint32(after + len(canary))
	tiff = binary.BigEndian.AppendUint16(tiff, entries)
	entry(0x010F, 2, uint32(len(canary)), after)
	entry(tagOrientation, 3, 1, 6<<16)
	entry(0x8825, 4, 1, gps)
	tiff = append(append(tiff, 0, 0, 0, 0), canary...)
	tiff = binary.BigEndian.AppendUint16(tiff, 1)
	entry(0x0002, 5, 3, gps+2+12+4)
	tiff = append(append(tiff, 0, 0, 0, 0), latitude...)
	body := append([]byte("Exif\x00\x00"), tiff...)
	segment := []byte{0xFF, markerApp1}
	segment = binary.BigEndian.AppendUint16(segment, uint16(len(body)+2))
	return append(segment, body...)
}

func (w *watched) pictures(t testing.TB) (hashes []blob.Hash, texts [][]byte) {
	t.Helper()
	if err := w.Do(func(e *Edit) {
		for _, picture := range e.Pictures() {
			hashes = append(hashes, blob.Hash(picture.Bytes("blob")))
			texts = append(texts, picture.Bytes("preview"))
		}
	}); err != nil {
		t.Fatal(err)
	}
	return hashes, texts
}

func (w *watched) add(t testing.TB, content []byte) blob.Hash {
	t.Helper()
	id, err := w.AddPicture(context.Background(), "photo.jpg", content)
	if err != nil {
		t.Fatal(err)
	}
	var hash blob.Hash
	if err := w.Do(func(e *Edit) {
		picture, _ := e.Get(id)
		hash = blob.Hash(picture.Bytes("blob"))
	}); err != nil {
		t.Fatal(err)
	}
	return hash
}

func TestPictureArrivesWithoutItsMetadata(t *testing.T) {
	original := photo(t, 900, 600)
	if !bytes.Contains(original, latitude) || !bytes.Contains(original, []byte(canary)) {
		t.Fatal("the photo of this test has no metadata")
	}
	r := newRoom(t)
	a, b := r.join(t, "Lucia"), r.join(t, "Emil")
	connect(t, a, b)
	hash := a.add(t, original)
	var received []byte
	eventually(t, "the picture arrives", func() bool {
		content, here := b.Blob(hash)
		received = content
		return here
	})
	eventually(t, "the sender hears of it", func() bool {
		return saw(a, func(e Delivered) bool { return e.Hash == hash && e.Arrived && e.Site == b.Site() })
	})
	_, previews := b.pictures(t)
	if len(previews) != 1 || len(previews[0]) > previewBytes {
		t.Fatalf("%d previews", len(previews))
	}
	for what, content := range map[string][]byte{"view": received, "preview": previews[0]} {
		if bytes.Contains(content, latitude) || bytes.Contains(content, []byte(canary)) || bytes.Contains(content, []byte("Exif")) {
			t.Errorf("the %s tells where or with what the photo was taken", what)
		}
		checkUpright(t, what, content)
	}
	checkElement(t, b)
}

// checkUpright: turned right, what was left is up.
func checkUpright(t *testing.T, what string, content []byte) {
	t.Helper()
	i, err := jpeg.Decode(bytes.NewReader(content))
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	w, h := i.Bounds().Dx(), i.Bounds().Dy()
	if w >= h || max(w, h) > viewPixels {
		t.Errorf("%s: %d × %d is not upright, or too large", what, w, h)
	}
	upR, _, upB, _ := i.At(w/2, h/8).RGBA()
	downR, _, downB, _ := i.At(w/2, h*7/8).RGBA()
	if upR <= upB || downB <= downR {
		t.Errorf("%s: not red above blue", what)
	}
}

func checkElement(t *testing.T, w *watched) {
	t.Helper()
	if err := w.Do(func(e *Edit) {
		picture := e.Pictures()[0]
		if picture.Int("pixelWidth") != 600 || picture.Int("pixelHeight") != 900 || !picture.Bool("stripped") {
			t.Errorf("the element says %d × %d, stripped %v", picture.Int("pixelWidth"), picture.Int("pixelHeight"), picture.Bool("stripped"))
		}
	}); err != nil {
		t.Fatal(err)
	}
}

func TestViewIsBounded(t *testing.T) {
	for _, c := range []struct{ w, h, wantW, wantH int }{
		{2 * viewPixels, 8, viewPixels, 4}, {8, 2 * viewPixels, 4, viewPixels}, {9000, 1, viewPixels, 1}, {30, 20, 30, 20},
	} {
		got := scaled(image.NewGray(image.Rect(0, 0, c.w, c.h)), viewPixels).Bounds()
		if got.Dx() != c.wantW || got.Dy() != c.wantH {
			t.Errorf("%d × %d became %v", c.w, c.h, got)
		}
	}
}

func TestIntakeTurnsEveryOrientation(t *testing.T) {
	// The corner that is dark in an upright 2 × 3 picture, per orientation.
	for o := orientation(1); o <= 8; o++ {
		w, h := 2, 3
		if o.swapsSides() {
			w, h = h, w
		}
		seen := map[[2]int]bool{}
		for y := range h {
			for x := range w {
				tx, ty := o.place(x, y, w, h)
				if tx < 0 || tx >= 2 || ty < 0 || ty >= 3 {
					t.Errorf("orientation %d puts (%d, %d) outside", o, x, y)
				}
				seen[[2]int{tx, ty}] = true
			}
		}
		if len(seen) != 6 {
			t.Errorf("orientation %d fills %d of 6 places", o, len(seen))
		}
	}
}

func TestAddPictureRefuses(t *testing.T) {
	r := newRoom(t)
	a := r.join(t, "Lucia")
	damaged := photo(t, 64, 64)
	// A PNG of 100,000 × 100,000 in a few bytes.
	bomb := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x01\x86\xa0\x00\x01\x86\xa0\x08\x06\x00\x00\x00"), 0, 0, 0, 0)
	for name, content := range map[string][]byte{
		"text": []byte("hello"), "empty": nil, "bomb": bomb, "svg": []byte("<svg/>"),
		"cut off": damaged[:len(damaged)/2],
		"heic":    []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"),
	} {
		if _, err := a.AddPicture(context.Background(), name, content); !errors.Is(err, ErrNotAPicture) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if hashes, _ := a.pictures(t); len(hashes) != 0 {
		t.Errorf("%d pictures came onto the panel", len(hashes))
	}
}

func TestBlobGoesOnWhereItStopped(t *testing.T) {
	r := newRoom(t)
	a, b := r.join(t, "Lucia"), r.join(t, "Emil")
	connect(t, a, b)
	hash := a.addReady(t, noise(t, 1200, 900))
	// Cut within the picture: a and b lose the connection and all lanes.
	var atCut int64
	eventually(t, "a part of the picture", func() bool {
		cut := false
		if err := b.call(func() {
			received, size := b.blobs.Progress(hash)
			if received > size/10 && received < size {
				atCut, cut = received, true
				for _, remote := range b.remotes {
					b.closeConnection(remote)
				}
			}
		}); err != nil {
			t.Fatal(err)
		}
		return cut
	})
	eventually(t, "all of it over the next connection", func() bool {
		_, here := b.Blob(hash)
		return here
	})
	if saw(b, func(e BlobChanged) bool { return e.Hash == hash && e.State == BlobFailed }) {
		t.Error("the blob failed")
	}
	if low := a.lowestSentAfter(hash, atCut); low < atCut {
		t.Errorf("cut at %d bytes, but the sender began again at %d", atCut, low)
	}
}

// lowestSentAfter is the lowest progress told once a mark was passed: a sender
// that begins again falls back to its first steps.
func (w *watched) lowestSentAfter(hash blob.Hash, mark int64) int64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	low, passed := int64(wire.MaxBlobBytes), false
	for _, e := range w.seen {
		if d, ok := e.(Delivered); ok && d.Hash == hash {
			passed = passed || d.Sent >= mark
			if passed {
				low = min(low, d.Sent)
			}
		}
	}
	return low
}

// addReady puts a picture on the panel that needs no intake, which is slow
// under the race detector.
func (w *watched) addReady(t testing.TB, content []byte) (hash blob.Hash) {
	t.Helper()
	var failed error
	err := w.Do(func(e *Edit) {
		failed = w.putPicture(e, "picture00001", Picture{name: "noise.jpg", view: content, preview: make([]byte, 12), width: 1, height: 1})
		if all := e.Pictures(); len(all) == 1 {
			hash = blob.Hash(all[0].Bytes("blob"))
		}
	})
	if err := errors.Join(err, failed); err != nil {
		t.Fatal(err)
	}
	return hash
}

// noise is a picture that no encoder makes small.
func noise(t testing.TB, width, height int) []byte {
	t.Helper()
	i := image.NewGray(image.Rect(0, 0, width, height))
	state := uint32(1)
	for at := range i.Pix {
		state = state*1664525 + 1013904223
		i.Pix[at] = byte(state >> 24)
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, i, nil); err != nil {
		t.Fatal(err)
	}
	if out.Len() > wire.MaxBlobBytes {
		t.Fatal("too large")
	}
	return out.Bytes()
}
