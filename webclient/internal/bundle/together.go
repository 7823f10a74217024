package main

import (
	"os"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"
)

// loadTogether keeps the early code in few chunks. The bundler cuts a chunk for
// each set of parts that use a module; a part that is loaded by import() and uses
// only some of the room's code would cut that code in two, and gzip works better
// on one. So every such part imports the room, which is always there before it.
func loadTogether(root string) api.Plugin {
	room := filepath.Join(root, "src/room.ts")
	type ofRoom struct{}
	type resolved struct{}
	return api.Plugin{
		Name: "load together",
		Setup: func(build api.PluginBuild) {
			build.OnResolve(api.OnResolveOptions{Filter: `^\..*\.tsx?$`}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
				if _, again := args.PluginData.(resolved); again || args.Kind != api.ResolveJSDynamicImport {
					return api.OnResolveResult{}, nil
				}
				to := build.Resolve(args.Path, api.ResolveOptions{
					Importer: args.Importer, ResolveDir: args.ResolveDir, Kind: args.Kind, PluginData: resolved{},
				})
				return api.OnResolveResult{Path: to.Path, Errors: to.Errors, PluginData: ofRoom{}}, nil
			})
			build.OnLoad(api.OnLoadOptions{Filter: `/src/.*\.tsx?$`}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
				if _, is := args.PluginData.(ofRoom); !is || args.Path == room {
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
				contents := "import " + quoted(room) + ";\n" + string(source)
				return api.OnLoadResult{Contents: &contents, Loader: loader, ResolveDir: filepath.Dir(args.Path)}, nil
			})
		},
	}
}

func quoted(file string) string { return "'" + filepath.ToSlash(file) + "'" }
