package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// loadTogether keeps the early code in few chunks. The bundler cuts a chunk for
// each set of parts that use a module; a part that is loaded by import() and uses
// only some of the room's code would cut that code in two, and gzip works better
// on one. So every such part imports those that are always there before it.
func loadTogether(root string) api.Plugin {
	return api.Plugin{
		Name: "load together",
		Setup: func(build api.PluginBuild) {
			parts, err := loadedParts(filepath.Join(root, "src"))
			if err != nil {
				build.OnStart(func() (api.OnStartResult, error) { return api.OnStartResult{}, err })
				return
			}
			build.OnLoad(api.OnLoadOptions{Filter: `/src/.*\.tsx?$`}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
				if !parts[args.Path] {
					return api.OnLoadResult{}, nil
				}
				source, err := os.ReadFile(args.Path)
				if err != nil {
					return api.OnLoadResult{}, err
				}
				loader := api.LoaderTS
				if filepath.Ext(args.Path) == ".tsx" {
					loader = api.LoaderTSX
				}
				contents := before(root, args.Path) + string(source)
				return api.OnLoadResult{Contents: &contents, Loader: loader, ResolveDir: filepath.Dir(args.Path)}, nil
			})
		},
	}
}

// inTurn are the parts that come by themselves, in this order. The disk may be
// needed before the second, so it waits for the first alone.
var inTurn = []string{"src/room.ts", "src/drawing.ts"}

const diskPart = "src/store/disk.ts"

// before imports what is there when a part is loaded.
func before(root, part string) string {
	var imports strings.Builder
	for i, earlier := range inTurn {
		file := filepath.Join(root, earlier)
		if file == part || i > 0 && part == filepath.Join(root, diskPart) {
			break
		}
		imports.WriteString("import '" + filepath.ToSlash(file) + "';\n")
	}
	return imports.String()
}

var importCall = regexp.MustCompile(`\bimport\(\s*'(\.[^']+\.tsx?)'`)

// loadedParts are the files that some file under src loads by import().
func loadedParts(src string) (map[string]bool, error) {
	parts := map[string]bool{}
	err := filepath.WalkDir(src, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.Contains(filepath.Ext(file), ".ts") {
			return err
		}
		source, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		for _, match := range importCall.FindAllSubmatch(source, -1) {
			parts[filepath.Join(filepath.Dir(file), string(match[1]))] = true
		}
		return nil
	})
	return parts, err
}
