package webclient

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// assets are the files under /s/HASH/: dist and static in one flat tree. HASH
// is over all of them, so a new build has new addresses and each may be cached
// for ever.
type assets struct {
	tree   fs.FS
	dev    bool
	prefix string // "/s/HASH"
	files  map[string]*asset
}

// asset is one file in each encoding that the client may ask for.
type asset struct {
	contentType string
	plain       []byte
	gzip        []byte // nil when it saves nothing
	brotli      []byte // nil when the bundler made none
}

func newAssets(tree fs.FS, dev bool) (*assets, error) {
	a := &assets{tree: tree, dev: dev, files: map[string]*asset{}}
	sum := sha256.New()
	for _, dir := range []string{"dist", "static"} {
		err := fs.WalkDir(tree, dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasSuffix(name, ".br") {
				return err
			}
			f, err := load(tree, name)
			if err != nil {
				return err
			}
			fmt.Fprintf(sum, "%s %d\n", name, len(f.plain))
			sum.Write(f.plain)
			a.files[strings.TrimPrefix(name, dir+"/")] = f
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("read the web client: %w", err)
		}
	}
	for _, must := range []string{"app.js", "app.css", "intake.worker.js"} {
		if a.files[must] == nil {
			return nil, fmt.Errorf("the web client has no %s: run `make generate`", must)
		}
	}
	a.prefix = "/s/" + hex.EncodeToString(sum.Sum(nil))[:16]
	if dev {
		a.prefix = "/s/dev"
	}
	return a, nil
}

func load(tree fs.FS, name string) (*asset, error) {
	b, err := fs.ReadFile(tree, name)
	if err != nil {
		return nil, err
	}
	f := compress(b, contentType(name))
	if br, err := fs.ReadFile(tree, name+".br"); err == nil {
		f.brotli = br
	}
	return f, nil
}

// compress keeps the gzip form beside the plain one when it is smaller.
func compress(b []byte, contentType string) *asset {
	f := &asset{contentType: contentType, plain: b}
	var z bytes.Buffer
	// Neither the level nor a bytes.Buffer can fail.
	w, _ := gzip.NewWriterLevel(&z, gzip.BestCompression)
	_, _ = w.Write(b)
	_ = w.Close()
	if z.Len() < len(b) {
		f.gzip = z.Bytes()
	}
	return f
}

// contentType does not ask the machine's mime table alone: a container without
// one would serve scripts as text/plain, which nosniff then refuses.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".txt":
		return "text/plain; charset=utf-8"
	case ".webmanifest":
		return "application/manifest+json"
	}
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return "application/octet-stream"
}

func (a *assets) serve(w http.ResponseWriter, r *http.Request) {
	name, ok := strings.CutPrefix(r.URL.Path, a.prefix+"/")
	f := a.files[name]
	if ok && a.dev {
		f = a.fresh(name)
	}
	if !ok || f == nil {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", f.contentType)
	h.Set("Vary", "Accept-Encoding")
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	if a.dev {
		h.Set("Cache-Control", "no-store")
	}
	body := f.plain
	switch accepts := r.Header.Get("Accept-Encoding"); {
	case f.brotli != nil && acceptsEncoding(accepts, "br"):
		h.Set("Content-Encoding", "br")
		body = f.brotli
	case f.gzip != nil && acceptsEncoding(accepts, "gzip"):
		h.Set("Content-Encoding", "gzip")
		body = f.gzip
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method == http.MethodHead {
		return
	}
	_, _ = w.Write(body)
}

// fresh reads a file from disk for a developer: a stale .br would hide a change,
// so only the plain file counts.
func (a *assets) fresh(name string) *asset {
	for _, dir := range []string{"dist", "static"} {
		if !fs.ValidPath(name) {
			return nil
		}
		if b, err := fs.ReadFile(a.tree, path.Join(dir, name)); err == nil {
			return &asset{contentType: contentType(name), plain: b}
		}
	}
	return nil
}

// acceptsEncoding says whether an Accept-Encoding header names encoding and
// does not give it weight 0 (RFC 9110 section 12.5.3).
func acceptsEncoding(header, encoding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(strings.TrimSpace(part), ";")
		if !strings.EqualFold(strings.TrimSpace(name), encoding) {
			continue
		}
		q, has := strings.CutPrefix(strings.ReplaceAll(params, " ", ""), "q=")
		if !has {
			return true
		}
		weight, err := strconv.ParseFloat(q, 64)
		return err == nil && weight > 0
	}
	return false
}
