package main

import (
	"bytes"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/coviewer/coviewer/signaling"
)

// What people read is held to what the program is: links lead somewhere, a name
// in a link to code stands in that code, metrics and flags exist.

const root = "../.."

// documents are patterns below the root; each must match something.
var documents = []string{
	"README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/*.md", "webclient/README.md", "*/PROTOCOL.md", "*/*/PROTOCOL.md",
}

// document is a Markdown file as it reads outside of its code blocks.
type document struct {
	name  string // below the root
	lines []string
}

func readDocuments(t *testing.T) []document {
	t.Helper()
	var all []document
	for _, pattern := range documents {
		files, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil || len(files) == 0 {
			t.Errorf("no document %s", pattern)
		}
		for _, file := range files {
			name, err := filepath.Rel(root, file)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, readDocument(t, name))
		}
	}
	return all
}

func readDocument(t *testing.T, name string) document {
	t.Helper()
	d := document{name: name}
	fenced := false
	for line := range strings.Lines(readText(t, name)) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(strings.TrimSpace(line), "```") {
			fenced = !fenced
			line = ""
		}
		if fenced {
			line = "" // line numbers stay
		}
		d.lines = append(d.lines, line)
	}
	return d
}

func readText(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

type link struct {
	line         int
	text, target string
}

var (
	inlineLink    = regexp.MustCompile(`\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)`)
	htmlLink      = regexp.MustCompile(`(?:src|href|srcset)="([^"\s]+)"`)
	referenceLink = regexp.MustCompile(`^\s*\[[^\]]+\]:\s`)
)

func (d document) links(t *testing.T) []link {
	t.Helper()
	var all []link
	for i, line := range d.lines {
		if referenceLink.MatchString(line) {
			t.Errorf("%s:%d: write the link inline: only those are checked", d.name, i+1)
		}
		for _, m := range inlineLink.FindAllStringSubmatchIndex(line, -1) {
			if strings.Count(line[:m[0]], "`")%2 == 1 {
				continue // code, no link
			}
			all = append(all, link{i + 1, line[m[2]:m[3]], line[m[4]:m[5]]})
		}
		for _, m := range htmlLink.FindAllStringSubmatch(line, -1) {
			all = append(all, link{i + 1, "", m[1]})
		}
	}
	return all
}

var (
	heading = regexp.MustCompile(`^#{1,6}\s+(.*?)\s*#*$`)
	markup  = regexp.MustCompile("\\[([^\\]]*)\\]\\([^)]*\\)|[`*]")
)

// anchors are what GitHub makes of a document's headings.
func (d document) anchors() []string {
	var all []string
	seen := map[string]int{}
	for _, line := range d.lines {
		m := heading.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		anchor := strings.Map(func(r rune) rune {
			switch {
			case unicode.IsLetter(r), unicode.IsNumber(r), r == '-', r == '_':
				return unicode.ToLower(r)
			case r == ' ':
				return '-'
			}
			return -1
		}, markup.ReplaceAllString(m[1], "$1"))
		n := seen[anchor]
		seen[anchor]++
		if n > 0 {
			anchor = fmt.Sprintf("%s-%d", anchor, n)
		}
		all = append(all, anchor)
	}
	return all
}

var (
	external   = regexp.MustCompile(`^(?:https?|mailto):`)
	codeText   = regexp.MustCompile("^`([^`]+)`$")
	identifier = regexp.MustCompile(`[A-Za-z_][A-Za-z0-9_]*`)
	sourceFile = regexp.MustCompile(`\.(?:go|ts|tsx|mjs|css|json|tmpl)$`)
)

func TestLinksLeadSomewhere(t *testing.T) {
	count := 0
	for _, d := range readDocuments(t) {
		for _, l := range d.links(t) {
			if external.MatchString(l.target) {
				continue
			}
			count++
			if problem := d.follow(t, l); problem != "" {
				t.Errorf("%s:%d: [%s](%s): %s", d.name, l.line, l.text, l.target, problem)
			}
		}
	}
	if count < 100 {
		t.Errorf("only %d links were found: are they still read?", count)
	}
}

// follow says what is wrong with a link, or nothing.
func (d document) follow(t *testing.T, l link) string {
	t.Helper()
	path, anchor, hasAnchor := strings.Cut(l.target, "#")
	name := d.name
	if path != "" {
		name = filepath.Join(filepath.Dir(d.name), path)
	}
	if !filepath.IsLocal(name) {
		return "leads out of the repository"
	}
	if _, err := os.Stat(filepath.Join(root, name)); err != nil {
		return "there is no such file"
	}
	switch {
	case hasAnchor && filepath.Ext(name) != ".md":
		return "only documents have headings; line numbers go stale"
	case hasAnchor && !slices.Contains(readDocument(t, name).anchors(), anchor):
		return "there is no such heading"
	case sourceFile.MatchString(name):
		return missingName(readText(t, name), l.text, filepath.Base(name))
	}
	return ""
}

// missingName says which name of a link text like `Gestures.move` does not
// stand in the code that it leads to. Names of files are not looked for.
func missingName(code, text, file string) string {
	m := codeText.FindStringSubmatch(text)
	if m == nil || strings.HasSuffix(m[1], file) {
		return ""
	}
	for _, name := range identifier.FindAllString(m[1], -1) {
		if !regexp.MustCompile(`\b` + name + `\b`).MatchString(code) {
			return fmt.Sprintf("%s does not stand in %s", name, file)
		}
	}
	return ""
}

func TestBrokenLinksAreFound(t *testing.T) {
	d := document{"docs/x.md", []string{"# One *two* `three()`", "## Again", "## Again"}}
	if got, want := d.anchors(), []string{"one-two-three", "again", "again-1"}; !slices.Equal(got, want) {
		t.Errorf("anchors %q, want %q", got, want)
	}
	for _, row := range []struct{ line, want string }{
		{"[a](operations.md)", ""},
		{"[a](../signaling/PROTOCOL.md#close-codes)", ""},
		{"[`run`](../cmd/coviewer/main.go)", ""},
		{"[`cmd/coviewer/main.go`](../cmd/coviewer/main.go)", ""},
		{"[a](nowhere.md)", "no such file"},
		{"[a](../../../etc/passwd)", "out of the repository"},
		{"[a](operations.md#nowhere)", "no such heading"},
		{"[a](../cmd/coviewer/main.go#L1)", "line numbers"},
		{"[`run.nothing`](../cmd/coviewer/main.go)", "nothing does not stand"},
	} {
		links := document{"docs/x.md", []string{row.line}}.links(t)
		if len(links) != 1 {
			t.Fatalf("%s: %d links", row.line, len(links))
		}
		if got := d.follow(t, links[0]); !strings.Contains(got, row.want) || (row.want == "" && got != "") {
			t.Errorf("%s: %q, want %q", row.line, got, row.want)
		}
	}
}

var (
	describedMetric  = regexp.MustCompile(`fqName: "(coviewer_[a-z_]+)".*variableLabels: \{([a-z_,]*)\}`)
	documentedMetric = regexp.MustCompile(`(coviewer_[a-z_]+)(?:\{([a-z_,]+)\})?`)
)

func TestOperationsNamesEveryMetric(t *testing.T) {
	registry := newRegistry()
	c := signaling.DefaultConfig()
	c.Registerer = registry
	if _, err := signaling.New(c); err != nil {
		t.Fatal(err)
	}
	var s relaySettings
	s.register(newFlags("turn", "", &bytes.Buffer{}), "", "127.0.0.1:0")
	r, err := openRelay(&s, []byte("a secret that is long enough for anybody"), registry, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.server.Close() })

	labels := map[string]string{}
	for _, text := range describe(registry) {
		if m := describedMetric.FindStringSubmatch(text); m != nil {
			labels[m[1]] = m[2]
		}
	}
	told := map[string]bool{}
	for _, m := range documentedMetric.FindAllStringSubmatch(readText(t, "docs/operations.md"), -1) {
		told[m[1]] = true
		if want, ok := labels[m[1]]; !ok {
			t.Errorf("docs/operations.md names %s, which nothing counts", m[1])
		} else if m[2] != want {
			t.Errorf("docs/operations.md: %s has the labels {%s}, not {%s}", m[1], want, m[2])
		}
	}
	for name := range labels {
		if !told[name] {
			t.Errorf("docs/operations.md does not name %s", name)
		}
	}
}

func describe(c prometheus.Collector) []string {
	descs := make(chan *prometheus.Desc)
	go func() {
		defer close(descs)
		c.Describe(descs)
	}()
	var all []string
	for desc := range descs {
		all = append(all, desc.String())
	}
	return all
}

var (
	continued    = regexp.MustCompile(`\\\n\s*`)
	commandLine  = regexp.MustCompile("coviewer (serve|signaling|turn|peer|check)\\b([^`\n]*)")
	longFlag     = regexp.MustCompile(`--([a-z][a-z-]*)`)
	settingName  = regexp.MustCompile(`COVIEWER_[A-Z_]*[A-Z]`)
	flagOfHelp   = regexp.MustCompile(`(?m)^  --([a-z-]+)`)
	aboutFlags   = []string{"docs/operations.md", "docs/peer.md"}
	builtInFlags = []string{"help"}
)

func TestDocumentedFlagsExist(t *testing.T) {
	known := map[string][]string{} // of each command
	var any []string
	var settings []string
	for _, c := range commands() {
		known[c.name] = append(helpFlags(t, c.name), builtInFlags...)
		any = append(any, known[c.name]...)
	}
	for _, name := range any {
		settings = append(settings, variable(name))
	}
	for _, d := range readDocuments(t) {
		text := continued.ReplaceAllString(readText(t, d.name), " ")
		for _, m := range commandLine.FindAllStringSubmatch(text, -1) {
			for _, f := range longFlag.FindAllStringSubmatch(m[2], -1) {
				if !slices.Contains(known[m[1]], f[1]) {
					t.Errorf("%s: coviewer %s has no flag --%s", d.name, m[1], f[1])
				}
			}
		}
		if !slices.Contains(aboutFlags, d.name) {
			continue
		}
		for _, f := range longFlag.FindAllStringSubmatch(text, -1) {
			if !slices.Contains(any, f[1]) {
				t.Errorf("%s: no command has a flag --%s", d.name, f[1])
			}
		}
		for _, name := range settingName.FindAllString(text, -1) {
			if !slices.Contains(settings, name) {
				t.Errorf("%s: no flag stands behind %s", d.name, name)
			}
		}
	}
}

// helpFlags are the flags that a command tells of itself.
func helpFlags(t *testing.T, command string) []string {
	t.Helper()
	if command == "version" {
		return nil
	}
	var out bytes.Buffer
	if code := run(t.Context(), environment{args: []string{command, "--help"}, stdout: &out, stderr: &out, getenv: func(string) string { return "" }}); code != 0 {
		t.Fatalf("coviewer %s --help: exit %d", command, code)
	}
	var flags []string
	for _, m := range flagOfHelp.FindAllStringSubmatch(out.String(), -1) {
		flags = append(flags, m[1])
	}
	if len(flags) == 0 {
		t.Fatalf("coviewer %s --help tells no flags", command)
	}
	return flags
}
