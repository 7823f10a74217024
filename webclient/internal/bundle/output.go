package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/evanw/esbuild/pkg/api"
)

// hardLimits in bytes after gzip; above one of them the build fails. "to Join" is
// everything that is fetched before the lobby can be used, "to the open panel"
// everything before one is connected, sees the picture and has the tools at hand;
// shell, styles and the largest language are part of both.
var hardLimits = map[string]int{
	"to Join":           32 << 10,
	"to the open panel": 60 << 10,
	"app.css":           8 << 10,
	"intake.worker.js":  5 << 10,
	"a language":        5 << 10,
}

// replace empties dist and writes files and their brotli twins, so that nothing
// stale stays embedded.
func replace(dist string, files []api.OutputFile) error {
	if err := os.RemoveAll(dist); err != nil {
		return err
	}
	for _, f := range files {
		if err := os.MkdirAll(filepath.Dir(f.Path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(f.Path, f.Contents, 0o644); err != nil {
			return err
		}
		var b bytes.Buffer
		w := brotli.NewWriterLevel(&b, brotli.BestCompression)
		if _, err := w.Write(f.Contents); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
		if err := os.WriteFile(f.Path+".br", b.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

type metafile struct {
	Outputs map[string]struct {
		EntryPoint string `json:"entryPoint"`
		Imports    []struct {
			Path string `json:"path"`
			Kind string `json:"kind"`
		} `json:"imports"`
	} `json:"outputs"`
}

// report prints what each file weighs after gzip and fails above a hard limit.
func report(out io.Writer, dist, meta string) error {
	var m metafile
	if err := json.Unmarshal([]byte(meta), &m); err != nil {
		return err
	}
	sizes := map[string]int{}
	for name := range m.Outputs {
		n, err := gzipped(filepath.Join(dist, strings.TrimPrefix(name, "dist/")))
		if err != nil {
			return err
		}
		sizes[name] = n
	}
	worker := "dist/intake.worker.js"
	n, err := gzipped(filepath.Join(dist, "intake.worker.js"))
	if err != nil {
		return err
	}
	sizes[worker] = n
	lobby := closure(m, "dist/app.js")
	panel := closure(m, append([]string{"dist/app.js"}, atOnce(m)...)...)
	language := 0
	for name, o := range m.Outputs {
		if strings.HasPrefix(o.EntryPoint, "locales/") && !strings.HasSuffix(o.EntryPoint, "?late") {
			language = max(language, sizes[name])
		}
	}
	names := make([]string, 0, len(sizes))
	for name := range sizes {
		names = append(names, name)
	}
	sort.Strings(names)
	common := sizes["dist/app.css"] + language + shellBytes(dist)
	toJoin, toPanel := common, common
	for _, name := range names {
		mark := "later"
		if panel[name] {
			mark = "panel"
			toPanel += sizes[name]
		}
		if lobby[name] {
			mark = "join "
			toJoin += sizes[name]
		}
		if name == "dist/app.css" {
			mark = "join "
		}
		fmt.Fprintf(out, "%8.1f KB gz  %s  %s\n", kb(sizes[name]), mark, strings.TrimPrefix(name, "dist/"))
	}
	got := map[string]int{
		"to Join":           toJoin,
		"to the open panel": toPanel,
		"app.css":           sizes["dist/app.css"],
		"intake.worker.js":  sizes[worker],
		"a language":        language,
	}
	return judge(out, got)
}

func judge(out io.Writer, got map[string]int) error {
	var over []string
	for _, name := range []string{"to Join", "to the open panel", "app.css", "a language", "intake.worker.js"} {
		fmt.Fprintf(out, "%8.1f KB gz of at most %.0f: %s\n", kb(got[name]), kb(hardLimits[name]), name)
		if got[name] > hardLimits[name] {
			over = append(over, name)
		}
	}
	if len(over) > 0 {
		return fmt.Errorf("too heavy: %s", strings.Join(over, ", "))
	}
	return nil
}

// entriesAtOnce are imported dynamically, yet always before the panel is open. The
// disk is not among them: only who comes back to a room waits for it.
var entriesAtOnce = map[string]bool{"src/room.ts": true}

func atOnce(m metafile) []string {
	var names []string
	for name, o := range m.Outputs {
		if entriesAtOnce[o.EntryPoint] {
			names = append(names, name)
		}
	}
	return names
}

// closure is what the browser fetches for entries without anybody asking for more:
// the entries and their static imports.
func closure(m metafile, entries ...string) map[string]bool {
	seen := map[string]bool{}
	var walk func(string)
	walk = func(name string) {
		if seen[name] {
			return
		}
		seen[name] = true
		for _, i := range m.Outputs[name].Imports {
			if i.Kind == "import-statement" {
				walk(path.Clean(i.Path))
			}
		}
	}
	for _, entry := range entries {
		walk(entry)
	}
	return seen
}

func gzipped(file string) (int, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return 0, err
	}
	var z bytes.Buffer
	w, err := gzip.NewWriterLevel(&z, gzip.BestCompression)
	if err != nil {
		return 0, err
	}
	if _, err := w.Write(b); err != nil {
		return 0, err
	}
	err = w.Close()
	return z.Len(), err
}

// shellBytes is the weight of the HTML shell; its template is a close estimate.
func shellBytes(dist string) int {
	n, err := gzipped(filepath.Join(filepath.Dir(dist), "index.html.tmpl"))
	if err != nil {
		return 0
	}
	return n
}

func kb(n int) float64 { return float64(n) / 1024 }
