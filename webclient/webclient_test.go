package webclient

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

func newTestHandler(t *testing.T) http.Handler {
	t.Helper()
	h, err := Handler(Config{})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func ask(h http.Handler, path string, headers ...string) *http.Response {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

const room = "/r/AAAAAAAAAAAAAAAAAAAAAA"

func TestThePageComesInTheVisitorsLanguage(t *testing.T) {
	h := newTestHandler(t)
	rows := []struct{ name, path, accept, want string }{
		{"Italian", "/", "it-IT,it;q=0.9,en;q=0.8", "it"},
		{"Austrian German", "/", "de-AT", "de"},
		{"Mexican Spanish in a room", room, "es-MX", "es"},
		{"the first that we have", "/", "ja, fr;q=0.5", "fr"},
		{"none that we have", "/", "ja", "en"},
		{"no wish", "/", "", "en"},
		{"rubbish", "/", ";;;q=\x00", "en"},
		{"the link decides", "/?lang=fr", "it", "fr"},
		{"the link asks for what we lack", "/?lang=xx", "it", "it"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			r := ask(h, row.path, "Accept-Language", row.accept)
			if got := r.Header.Get("Content-Language"); got != row.want {
				t.Errorf("Content-Language %q, want %q", got, row.want)
			}
			if !strings.Contains(body(t, r), `lang="`+row.want+`"`) {
				t.Errorf("the html element is not in %q", row.want)
			}
		})
	}
}

func TestThePageLoadsNothingFromAnywhereElse(t *testing.T) {
	h := newTestHandler(t)
	r := ask(h, room)
	page := body(t, r)
	for _, m := range regexp.MustCompile(`(?:src|href)="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if !strings.HasPrefix(m[1], "/") && !strings.HasPrefix(m[1], "#") || strings.HasPrefix(m[1], "//") {
			t.Errorf("the page refers to %s", m[1])
		}
	}
	csp := r.Header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "script-src 'self';", "frame-ancestors 'none'", "require-trusted-types-for 'script'"} {
		if !strings.Contains(csp, want) {
			t.Errorf("the policy lacks %q: %s", want, csp)
		}
	}
	if regexp.MustCompile(`unsafe-|https?:|\*`).MatchString(csp) {
		t.Errorf("the policy is open: %s", csp)
	}
	if regexp.MustCompile(`<script>|<script [^>]*>[^<]|<style|\son[a-z]+=|\sstyle=`).MatchString(page) {
		t.Error("the page has inline script or style, which its own policy refuses")
	}
	if r.Header.Get("Referrer-Policy") != "no-referrer" {
		t.Error("a click on a link would tell the room")
	}
}

func TestEverythingThatThePageNamesIsThere(t *testing.T) {
	h := newTestHandler(t)
	named := regexp.MustCompile(`(?:src|href)="(/s/[^"#]+)`).FindAllStringSubmatch(body(t, ask(h, "/")), -1)
	if len(named) < 2 {
		t.Fatalf("the page names only %v", named)
	}
	for _, m := range named {
		r := ask(h, m[1])
		if r.StatusCode != http.StatusOK || !strings.Contains(r.Header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %s, Cache-Control %q", m[1], r.Status, r.Header.Get("Cache-Control"))
		}
	}
}

func TestAssetsComeCompressedAsAskedFor(t *testing.T) {
	h := newTestHandler(t)
	app := regexp.MustCompile(`(/s/[^"]+/app\.js)`).FindString(body(t, ask(h, "/")))
	plain := body(t, ask(h, app))
	rows := []struct{ name, accept, want string }{
		{"brotli first", "gzip, deflate, br", "br"},
		{"gzip", "gzip", "gzip"},
		{"brotli refused", "br;q=0, gzip", "gzip"},
		{"nothing", "", ""},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			r := ask(h, app, "Accept-Encoding", row.accept)
			if got := r.Header.Get("Content-Encoding"); got != row.want {
				t.Fatalf("Content-Encoding %q, want %q", got, row.want)
			}
			if row.want != "gzip" {
				return
			}
			z, err := gzip.NewReader(r.Body)
			if err != nil {
				t.Fatal(err)
			}
			if b, err := io.ReadAll(z); err != nil || string(b) != plain {
				t.Errorf("what comes out is not the file (%v)", err)
			}
		})
	}
}

func TestWhatIsNotThere(t *testing.T) {
	h := newTestHandler(t)
	rows := []struct {
		name, path string
		want       int
	}{
		{"a room with a damaged path still gets the page that says so", "/r/short", http.StatusNotFound},
		{"an asset of another build", "/s/0000000000000000/app.js", http.StatusNotFound},
		{"out of the folder", "/s/dev/../webclient.go", http.StatusNotFound},
		{"a source file", "/index.html.tmpl", http.StatusNotFound},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			if got := ask(h, row.path).StatusCode; got != row.want {
				t.Errorf("%s: %d, want %d", row.path, got, row.want)
			}
		})
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/", nil))
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", w.Code)
	}
}

func TestTheRoomsPageSaysWhoIsThere(t *testing.T) {
	var asked []string
	known := true
	h, err := Handler(Config{People: func(_ *http.Request, room string) (RoomPeople, bool) {
		asked = append(asked, room)
		return RoomPeople{People: 1, Places: 2}, known
	}})
	if err != nil {
		t.Fatal(err)
	}
	const want = `<meta name="room-people" content="1" data-places="2" data-spent="false">`
	plain := ask(h, room)
	page := body(t, plain)
	if strings.Count(page, want) != 1 || strings.Index(page, want) > strings.Index(page, "</head>") {
		t.Errorf("the head lacks %s", want)
	}
	if got := plain.Header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("Cache-Control %q: an old page would tell of an earlier moment", got)
	}
	packed := ask(h, room, "Accept-Encoding", "gzip")
	z, err := gzip.NewReader(packed.Body)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(z); err != nil || string(b) != page {
		t.Errorf("compressed it is another page (%v)", err)
	}
	for _, path := range []string{"/", "/r/short", room + "x"} {
		if strings.Contains(body(t, ask(h, path)), "room-people") {
			t.Errorf("%s tells of a room", path)
		}
	}
	known = false
	if r := ask(h, room); r.StatusCode != http.StatusOK || strings.Contains(body(t, r), "room-people") {
		t.Errorf("when it is not known: %s", r.Status)
	}
	if len(asked) != 3 || asked[0] != strings.TrimPrefix(room, "/r/") {
		t.Errorf("asked for %q", asked)
	}
}
