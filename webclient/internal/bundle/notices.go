package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// writeNotices puts the licenses of all that is bundled into dist/LICENSES.txt:
// they ask for it, and minified files have no room for them. A package without
// a license file fails the build.
func writeNotices(root, dist, meta string) error {
	packages, err := bundledPackages(meta)
	if err != nil {
		return err
	}
	var out strings.Builder
	for _, name := range packages {
		dir := filepath.Join(root, "node_modules", name)
		text, err := os.ReadFile(filepath.Join(dir, "LICENSE"))
		if err != nil {
			return fmt.Errorf("%s is bundled and has no license: %w", name, err)
		}
		notice(&out, name, string(text))
	}
	icons, err := os.ReadFile(filepath.Join(root, "src/ui/icons/LICENSE"))
	if err != nil {
		return err
	}
	notice(&out, "icons", string(icons))
	return os.WriteFile(filepath.Join(dist, "LICENSES.txt"), []byte(out.String()), 0o644)
}

func notice(out *strings.Builder, name, text string) {
	fmt.Fprintf(out, "%s\n%s\n\n%s\n\n\n", name, strings.Repeat("=", len(name)), strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")))
}

// bundledPackages are the npm packages of which something is in the output.
func bundledPackages(meta string) ([]string, error) {
	var m struct {
		Inputs map[string]struct{} `json:"inputs"`
	}
	if err := json.Unmarshal([]byte(meta), &m); err != nil {
		return nil, err
	}
	var names []string
	for input := range m.Inputs {
		_, rest, found := strings.Cut(input, "node_modules/")
		if !found {
			continue
		}
		parts := strings.Split(rest, "/")
		name := parts[0]
		if strings.HasPrefix(name, "@") {
			name += "/" + parts[1]
		}
		names = append(names, name)
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}
