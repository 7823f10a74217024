// Package webclient serves Coviewer's pages: the shell in the visitor's
// language and the built client, all embedded in the binary.
//
// One request's way: Handler → shell (the same page for / and /r/ROOM; the
// client reads the link itself, the server never sees the secret in the
// fragment) → /s/HASH/… (assets, immutable, compressed). Nothing is loaded from
// another host, and the headers make sure of it.
package webclient

import (
	"embed"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"regexp"
	"strings"
)

//go:generate go run -C internal/bundle .

//go:embed dist static index.html.tmpl locales
var embedded embed.FS

// Config says where the pages come from. The zero value serves the embedded ones.
type Config struct {
	// DevDir is a webclient folder on disk to serve instead of what is embedded:
	// files are read anew at each request and never cached. For developers.
	DevDir string
	// HTTPS adds Strict-Transport-Security: set it when every visitor comes by TLS.
	HTTPS bool
	// People says who is in a room, for the first paint of its page; false: not
	// now, and the page does without. Nil: never.
	People func(r *http.Request, room string) (RoomPeople, bool)
	Logger *slog.Logger
}

// roomPath is the only other page: 16 bytes in base64url.
var roomPath = regexp.MustCompile(`^/r/([A-Za-z0-9_-]{22})$`)

// Handler returns the handler for every path that is not the API's. It fails
// when the embedded tree is incomplete or a locale cannot be read.
func Handler(c Config) (http.Handler, error) {
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	var tree fs.FS = embedded
	if c.DevDir != "" {
		tree = os.DirFS(c.DevDir)
	}
	a, err := newAssets(tree, c.DevDir != "")
	if err != nil {
		return nil, err
	}
	s, err := newShell(tree, a)
	if err != nil {
		return nil, err
	}
	return &handler{config: c, assets: a, shell: s}, nil
}

type handler struct {
	config Config
	assets *assets
	shell  *shell
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	setHeaders(w.Header(), h.config.HTTPS)
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
		return
	}
	switch p := r.URL.Path; {
	case p == "/" || roomPath.MatchString(p):
		h.page(w, r, http.StatusOK)
	case strings.HasPrefix(p, "/s/"):
		h.assets.serve(w, r)
	case p == "/favicon.ico":
		http.Redirect(w, r, h.assets.prefix+"/icon.svg", http.StatusFound)
	case p == "/robots.txt":
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write([]byte("User-agent: *\nDisallow: /r/\n"))
	default:
		// The client shows "this link is damaged" for a path that is no room.
		h.page(w, r, http.StatusNotFound)
	}
}

func (h *handler) page(w http.ResponseWriter, r *http.Request, status int) {
	s := h.shell
	if h.config.DevDir != "" {
		fresh, err := newShell(os.DirFS(h.config.DevDir), h.assets)
		if err != nil {
			h.config.Logger.Error("render the page", "err", err)
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		s = fresh
	}
	if err := s.serve(w, r, status, h.people(r)); err != nil && !errors.Is(err, http.ErrHandlerTimeout) {
		h.config.Logger.Debug("write the page", "err", err)
	}
}

// people is what the page of a room tells about it, nil for any other page.
func (h *handler) people(r *http.Request) *RoomPeople {
	m := roomPath.FindStringSubmatch(r.URL.Path)
	if m == nil || h.config.People == nil {
		return nil
	}
	if told, known := h.config.People(r, m[1]); known {
		return &told
	}
	return nil
}

// setHeaders are the page's promises to the browser: nothing from any other
// host, no framing, no referrer (the link's room stays here), no features that
// the client does not use.
func setHeaders(h http.Header, https bool) {
	h.Set("Content-Security-Policy", contentSecurityPolicy)
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(self), display-capture=(self), microphone=(), geolocation=(), payment=(), usb=()")
	if https {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
}

// blob: is for pictures that came from the other peer and are shown by <img>;
// data: for the tiny previews. Trusted Types close the door to string-to-script
// sinks; the policy "coviewer" makes the worker's URL.
const contentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; " +
	"connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; " +
	"frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types coviewer"
