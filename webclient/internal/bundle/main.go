// Command bundle builds the web client: TypeScript and CSS from webclient/src
// into webclient/dist, which is committed and embedded by package webclient.
//
// It is a module of its own so that the bundler never becomes a dependency of
// the product. Output is deterministic: CI rebuilds it and compares.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

func main() {
	root := flag.String("root", "../..", "the webclient `folder`")
	watch := flag.Bool("watch", false, "build again at every change")
	lists := flag.Bool("lists", false, "only write the generated lists of src")
	flag.Parse()
	if err := run(*root, *watch, *lists); err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

func run(root string, watch, lists bool) error {
	root, err := filepath.Abs(root)
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(root, "node_modules")); err != nil {
		return fmt.Errorf("%s has no node_modules: run `npm ci` there first", root)
	}
	if err := generateLists(root); err != nil || lists {
		return err
	}
	if watch {
		return watchSources(root)
	}
	result := api.Build(options(root))
	if len(result.Errors) > 0 {
		return fmt.Errorf("%d errors", len(result.Errors))
	}
	worker := api.Build(workerOptions(root))
	if len(worker.Errors) > 0 {
		return fmt.Errorf("the worker: %d errors", len(worker.Errors))
	}
	dist := filepath.Join(root, "dist")
	if err := replace(dist, slices.Concat(result.OutputFiles, worker.OutputFiles)); err != nil {
		return err
	}
	if err := writeNotices(root, dist, result.Metafile); err != nil {
		return err
	}
	return report(os.Stdout, dist, result.Metafile)
}

// options are the same for a build and for watching, so that what a developer
// sees is what ships.
func options(root string) api.BuildOptions {
	return api.BuildOptions{
		AbsWorkingDir: root,
		EntryPointsAdvanced: []api.EntryPoint{
			{InputPath: "src/main.tsx", OutputPath: "app"},
			{InputPath: "src/style/app.css", OutputPath: "app"},
			{InputPath: "src/style/drawing.css", OutputPath: "drawing"},
			{InputPath: "src/style/later.css", OutputPath: "later"},
		},
		Outdir:            "dist",
		Bundle:            true,
		Splitting:         true,
		Format:            api.FormatESModule,
		Target:            api.ES2022,
		JSX:               api.JSXAutomatic,
		JSXImportSource:   "preact",
		MinifyWhitespace:  true,
		MinifySyntax:      true,
		MinifyIdentifiers: true,
		Charset:           api.CharsetUTF8,
		LegalComments:     api.LegalCommentsNone, // dist/LICENSES.txt has them
		ChunkNames:        "chunks/[name]-[hash]",
		Plugins:           []api.Plugin{splitTexts, loadTogether(root)},
		Metafile:          true,
		LogLevel:          api.LogLevelWarning,
	}
}

// workerOptions: a worker is built apart from the page. Sharing chunks with it
// would cut the page's code into more of them, and few weigh less after gzip.
func workerOptions(root string) api.BuildOptions {
	o := options(root)
	o.EntryPointsAdvanced = []api.EntryPoint{{InputPath: "src/media/intake.worker.ts", OutputPath: "intake.worker"}}
	o.Splitting = false
	o.Metafile = false
	return o
}

func watchSources(root string) error {
	o := options(root)
	o.Write = true
	o.LogLevel = api.LogLevelInfo
	worker := workerOptions(root)
	worker.Write = true
	for _, build := range []api.BuildOptions{o, worker} {
		ctx, cerr := api.Context(build)
		if cerr != nil {
			return cerr
		}
		defer ctx.Dispose()
		if err := ctx.Watch(api.WatchOptions{}); err != nil {
			return err
		}
	}
	fmt.Println("watching", strings.TrimSuffix(root, "/")+"/src; serve it with `coviewer serve --dev webclient`")
	select {}
}
