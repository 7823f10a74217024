package webclient

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/text/language"
)

// defaultLanguage is what a visitor gets whose languages are all missing here.
const defaultLanguage = "en"

// shell is the HTML page, rendered once for each language: the first paint is
// already in the visitor's words, before any script has run.
type shell struct {
	pages   map[string]*asset // by language
	matcher language.Matcher
	order   []string // languages in the matcher's order
}

// view is what index.html.tmpl sees.
type view struct {
	Lang    string
	Assets  string
	Locales []string
	texts   map[string]string
}

// T is the text for key in the page's language.
func (v view) T(key string) (string, error) {
	text, ok := v.texts[key]
	if !ok {
		return "", fmt.Errorf("locales/%s.json has no %q", v.Lang, key)
	}
	return text, nil
}

// Dir is the writing direction for the html element.
func (v view) Dir() string {
	script, _ := language.Make(v.Lang).Script()
	switch script.String() {
	case "Arab", "Hebr", "Thaa", "Syrc":
		return "rtl"
	}
	return "ltr"
}

func newShell(tree fs.FS, a *assets) (*shell, error) {
	t, err := template.ParseFS(tree, "index.html.tmpl")
	if err != nil {
		return nil, fmt.Errorf("read the page template: %w", err)
	}
	locales, err := readLocales(tree)
	if err != nil {
		return nil, err
	}
	s := &shell{pages: map[string]*asset{}, order: []string{defaultLanguage}}
	for lang := range locales {
		if lang != defaultLanguage {
			s.order = append(s.order, lang)
		}
	}
	sort.Strings(s.order[1:])
	var tags []language.Tag
	for _, lang := range s.order {
		var b bytes.Buffer
		v := view{Lang: lang, Assets: a.prefix, Locales: s.order, texts: locales[lang]}
		if err := t.ExecuteTemplate(&b, "index.html.tmpl", v); err != nil {
			return nil, fmt.Errorf("render the page in %s: %w", lang, err)
		}
		s.pages[lang] = compress(b.Bytes(), "text/html; charset=utf-8")
		tags = append(tags, language.Make(lang))
	}
	s.matcher = language.NewMatcher(tags)
	return s, nil
}

// readLocales reads the flat texts of every locales/*.json; plural forms are
// the client's business.
func readLocales(tree fs.FS) (map[string]map[string]string, error) {
	names, err := fs.Glob(tree, "locales/*.json")
	if err != nil {
		return nil, err
	}
	locales := map[string]map[string]string{}
	for _, name := range names {
		b, err := fs.ReadFile(tree, name)
		if err != nil {
			return nil, err
		}
		var raw map[string]any
		if err := json.Unmarshal(b, &raw); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		texts := map[string]string{}
		for key, value := range raw {
			if text, ok := value.(string); ok {
				texts[key] = text
			}
		}
		locales[strings.TrimSuffix(path.Base(name), ".json")] = texts
	}
	if locales[defaultLanguage] == nil {
		return nil, fmt.Errorf("locales/%s.json is missing", defaultLanguage)
	}
	return locales, nil
}

// pick chooses the page's language: ?lang= if we have it, else the browser's wish.
func (s *shell) pick(r *http.Request) string {
	if lang := r.URL.Query().Get("lang"); s.pages[lang] != nil {
		return lang
	}
	wishes, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil || len(wishes) == 0 {
		return defaultLanguage
	}
	_, i, confidence := s.matcher.Match(wishes...)
	if confidence == language.No {
		return defaultLanguage
	}
	return s.order[i]
}

func (s *shell) serve(w http.ResponseWriter, r *http.Request, status int, people *RoomPeople) error {
	lang := s.pick(r)
	page := s.pages[lang]
	caching := "no-cache"
	if people != nil {
		page, caching = people.on(page), "no-store" // a page out of the cache would tell of an earlier moment
	}
	h := w.Header()
	h.Set("Content-Type", page.contentType)
	h.Set("Content-Language", lang)
	h.Set("Vary", "Accept-Language, Accept-Encoding")
	h.Set("Cache-Control", caching)
	body := page.plain
	if page.gzip != nil && acceptsEncoding(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = page.gzip
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		return nil
	}
	_, err := w.Write(body)
	return err
}
