package peer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	_ "image/png" // decodes PNG

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // decodes WebP

	"github.com/coviewer/coviewer/peer/blob"
	"github.com/coviewer/coviewer/peer/panel"
	"github.com/coviewer/coviewer/peer/wire"
)

const (
	viewPixels     = 2560 // longer side of the picture that travels as a blob
	viewQuality    = 82
	previewPixels  = 320
	previewBytes   = 10_000 // of the preview inside the element
	previewBest    = 70
	previewWorst   = 20
	previewStep    = 10
	maxIntakeBytes = wire.MaxBlobBytes
	maxNameChars   = 120
)

// ErrNotAPicture is wrapped by errors of AddPicture for bytes that are no
// picture which the panel can show.
var ErrNotAPicture = errors.New("not a JPEG, PNG or WebP picture that can be shown")

// Picture is a picture made ready for the panel: upright, without metadata.
type Picture struct {
	name          string
	preview, view []byte
	width, height int // upright, full size
	stripped      bool
}

// ReadPicture makes a picture ready; no room is needed for that. Only its
// pixels travel: it is decoded, turned upright and encoded anew, which leaves
// where and with what it was taken behind.
func ReadPicture(ctx context.Context, name string, content []byte) (Picture, error) {
	taken, err := intake(ctx, content)
	if err != nil {
		return Picture{}, fmt.Errorf("read %q: %w", name, err)
	}
	taken.name = name
	return taken, nil
}

// AddPicture is ReadPicture and Put.
func (p *Peer) AddPicture(ctx context.Context, name string, content []byte) (string, error) {
	picture, err := ReadPicture(ctx, name, content)
	if err != nil {
		return "", err
	}
	return p.Put(picture)
}

// Put adds a picture to the end of the filmstrip and returns the id of its
// element.
func (p *Peer) Put(picture Picture) (string, error) {
	id, err := newID(p.config.Random)
	if err != nil {
		return "", err
	}
	var failed error
	err = p.Do(func(e *Edit) { failed = p.putPicture(e, id, picture) })
	if err := errors.Join(err, failed); err != nil {
		return "", fmt.Errorf("add %q: %w", picture.name, err)
	}
	return id, nil
}

func (p *Peer) putPicture(e *Edit, id string, taken Picture) error {
	hash, err := p.addBlob(taken.view)
	if err != nil {
		return err
	}
	last := ""
	if all := e.Pictures(); len(all) > 0 {
		last = all[len(all)-1].Text("order")
	}
	order, err := panel.Between(last, "", p.site)
	if err != nil {
		return fmt.Errorf("a place in the filmstrip: %w", err)
	}
	return e.Set(id, map[string]wire.Value{
		"kind": wire.KindPicture, "by": p.site, "name": shortened(taken.name),
		"pixelWidth": int64(taken.width), "pixelHeight": int64(taken.height),
		"preview": taken.preview, "blob": hash[:], "size": int64(len(taken.view)),
		"type": blob.TypeJPEG, "stripped": taken.stripped, "order": order,
	})
}

func shortened(name string) string {
	if runes := []rune(name); len(runes) > maxNameChars {
		return string(runes[:maxNameChars])
	}
	return name
}

// intake reads a picture from outside. Its header is checked before anything
// is decoded.
func intake(ctx context.Context, content []byte) (Picture, error) {
	if len(content) > maxIntakeBytes {
		return Picture{}, fmt.Errorf("%w: it has %d bytes, a picture may have %d", ErrNotAPicture, len(content), maxIntakeBytes)
	}
	if _, err := blob.CheckPicture(content, "", wire.MaxPixels); err != nil {
		return Picture{}, fmt.Errorf("%w: %w", ErrNotAPicture, err)
	}
	decoded, _, err := image.Decode(bytes.NewReader(content))
	if err != nil {
		return Picture{}, fmt.Errorf("%w: %w", ErrNotAPicture, err)
	}
	if err := ctx.Err(); err != nil {
		return Picture{}, err
	}
	orientation, hasMetadata := readExif(content)
	// Scaling first: turning a 2,560-pixel picture is cheap.
	view := upright(scaled(decoded, viewPixels), orientation)
	width, height := decoded.Bounds().Dx(), decoded.Bounds().Dy()
	if orientation.swapsSides() {
		width, height = height, width
	}
	taken := Picture{width: width, height: height, stripped: hasMetadata}
	if taken.view, err = encodeJPEG(view, viewQuality); err != nil {
		return Picture{}, err
	}
	if err := ctx.Err(); err != nil {
		return Picture{}, err
	}
	taken.preview, err = preview(view)
	return taken, err
}

// scaled fits a picture into a square, on white where it is transparent.
func scaled(from image.Image, side int) *image.RGBA {
	w, h := from.Bounds().Dx(), from.Bounds().Dy()
	if longer := max(w, h); longer > side {
		w, h = max(1, w*side/longer), max(1, h*side/longer)
	}
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(to, to.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.ApproxBiLinear.Scale(to, to.Bounds(), from, from.Bounds(), draw.Over, nil)
	return to
}

// preview is small enough to travel inside the element.
func preview(from image.Image) ([]byte, error) {
	for side := previewPixels; ; side /= 2 {
		small := scaled(from, side)
		for quality := previewBest; quality >= previewWorst; quality -= previewStep {
			b, err := encodeJPEG(small, quality)
			if err != nil || len(b) <= previewBytes {
				return b, err
			}
		}
	}
}

func encodeJPEG(i image.Image, quality int) ([]byte, error) {
	var out bytes.Buffer
	if err := jpeg.Encode(&out, i, &jpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("encode the picture: %w", err)
	}
	return out.Bytes(), nil
}
