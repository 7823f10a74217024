package blob

import (
	"bytes"
	"crypto/sha256"
	"image"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"reflect"
	"testing"
)

var limits = Limits{MaxBlobBytes: 1 << 20, MaxTotalBytes: 2 << 20, MaxPixels: 1 << 20}

func jpegOf(t testing.TB, width, height int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, image.NewGray(image.Rect(0, 0, width, height)), nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func pngOf(t testing.TB, width, height int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestRangesAgainstASetOfBytes(t *testing.T) {
	const size = 60
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 0))
	var s Ranges
	model := [size]bool{}
	for range 200 {
		r := Range{random.Int64N(size), random.Int64N(8)}
		r.Length = min(r.Length, size-r.Offset)
		s = s.Add(r)
		for i := r.Offset; i < r.end(); i++ {
			model[i] = true
		}
		rebuilt, before := [size]bool{}, int64(-1)
		for _, have := range s {
			if have.Offset <= before || have.Length < 1 {
				t.Fatalf("seed %d: %v is out of order or touches", seed, s)
			}
			before = have.end()
			for i := have.Offset; i < have.end(); i++ {
				rebuilt[i] = true
			}
		}
		if rebuilt != model {
			t.Fatalf("seed %d: %v is not %v", seed, s, model)
		}
		if missing := s.Missing(size, size); missing.Bytes()+s.Bytes() != size {
			t.Fatalf("seed %d: %v misses %v", seed, s, missing)
		}
		if random.IntN(30) == 0 {
			s, model = nil, [size]bool{}
		}
	}
}

func TestMissingIsBounded(t *testing.T) {
	s := Ranges{{2, 2}, {6, 2}}
	if got, want := s.Missing(10, 2), (Ranges{{0, 2}, {4, 2}}); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestStoreTakesBlocksInAnyOrder(t *testing.T) {
	content := jpegOf(t, 100, 80)
	hash := Hash(sha256.Sum256(content))
	s := NewStore(limits)
	if err := s.Expect(hash, int64(len(content)), TypeJPEG); err != nil {
		t.Fatal(err)
	}
	half := int64(len(content) / 2)
	whole, err := s.Write(hash, half, content[half:])
	if whole || err != nil {
		t.Fatalf("after half: %v, %v", whole, err)
	}
	if got := s.Missing(hash, 9); !reflect.DeepEqual(got, Ranges{{0, half}}) {
		t.Errorf("missing %v", got)
	}
	if _, found := s.Get(hash); found {
		t.Error("half a blob was handed out")
	}
	if whole, err := s.Write(hash, 0, content[:half]); !whole || err != nil {
		t.Fatalf("after all: %v, %v", whole, err)
	}
	if got, _ := s.Get(hash); !bytes.Equal(got, content) {
		t.Error("other bytes came back")
	}
}

func TestStoreRefuses(t *testing.T) {
	picture := jpegOf(t, 64, 64)
	bomb := pngOf(t, 2000, 1000)
	for name, c := range map[string]struct {
		name      Hash
		content   []byte
		mediaType string
		class     string
	}{
		"other bytes":     {Hash{1}, picture, TypeJPEG, ClassBadHash},
		"another type":    {sha256.Sum256(picture), picture, TypePNG, ClassBadPicture},
		"no picture":      {sha256.Sum256([]byte("<svg/>")), []byte("<svg/>"), TypePNG, ClassBadPicture},
		"too many pixels": {sha256.Sum256(bomb), bomb, TypePNG, ClassBadPicture},
	} {
		t.Run(name, func(t *testing.T) {
			s := NewStore(limits)
			if err := s.Expect(c.name, int64(len(c.content)), c.mediaType); err != nil {
				t.Fatal(err)
			}
			if whole, err := s.Write(c.name, 0, c.content); whole || Class(err) != c.class {
				t.Errorf("Write: %v, %v, want %s", whole, err, c.class)
			}
			if _, found := s.Get(c.name); found || s.total != 0 {
				t.Error("a refused blob was kept")
			}
		})
	}
}

func TestStoreLimits(t *testing.T) {
	s := NewStore(limits)
	if err := s.Expect(Hash{1}, limits.MaxBlobBytes+1, TypeJPEG); Class(err) != ClassTooMany {
		t.Errorf("a blob too large: %v", err)
	}
	for i := range 2 {
		if err := s.Expect(Hash{byte(i)}, limits.MaxBlobBytes, TypeJPEG); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Expect(Hash{9}, 1, TypeJPEG); Class(err) != ClassTooMany {
		t.Errorf("more than all may take: %v", err)
	}
	s.Drop(Hash{0})
	if err := s.Expect(Hash{9}, 1, TypeJPEG); err != nil {
		t.Errorf("after one was dropped: %v", err)
	}
	for _, offset := range []int64{-1, 1, 1 << 62} {
		if _, err := s.Write(Hash{9}, offset, []byte{0}); Class(err) != ClassBadField {
			t.Errorf("block at %d: %v", offset, err)
		}
	}
}

func TestHeader(t *testing.T) {
	vp8x := append([]byte("RIFF\x16\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00"), 0, 0, 0, 0, 0x3F, 1, 0, 0xEF, 0, 0)
	vp8l := append([]byte("RIFF\x16\x00\x00\x00WEBPVP8L\x0a\x00\x00\x00"), 0x2F, 0x3F, 0xC1, 0x3B, 0, 0, 0, 0, 0, 0)
	vp8 := append([]byte("RIFF\x16\x00\x00\x00WEBPVP8 \x0a\x00\x00\x00"), 0, 0, 0, 0x9D, 1, 0x2A, 0x40, 1, 0xF0, 0)
	for name, c := range map[string]struct {
		content []byte
		want    Header
	}{
		"jpeg":          {jpegOf(t, 320, 240), Header{TypeJPEG, 320, 240}},
		"png":           {pngOf(t, 320, 240), Header{TypePNG, 320, 240}},
		"webp extended": {vp8x, Header{TypeWebP, 320, 240}},
		"webp lossless": {vp8l, Header{TypeWebP, 320, 240}},
		"webp lossy":    {vp8, Header{TypeWebP, 320, 240}},
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := ReadHeader(c.content); err != nil || got != c.want {
				t.Errorf("got %v, %v, want %v", got, err, c.want)
			}
		})
	}
	for _, text := range []string{"", "GIF89a", "<svg xmlns='http://www.w3.org/2000/svg'/>", "\xff\xd8\xff", "\x89PNG\r\n\x1a\n", "RIFF\x00\x00\x00\x00WEBP"} {
		if _, err := ReadHeader([]byte(text)); Class(err) != ClassBadPicture {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func FuzzReadHeader(f *testing.F) {
	f.Add(jpegOf(f, 8, 8))
	f.Add(pngOf(f, 8, 8))
	f.Add([]byte("RIFF\x16\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\x3f\x01\x00\xef\x00\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		h, err := ReadHeader(b)
		if err == nil && (h.Width < 1 || h.Height < 1) {
			t.Fatalf("%v without an error", h)
		}
	})
}
