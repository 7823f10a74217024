package main

import (
	"encoding/json"
	"os"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// earlyTexts are the prefixes of the texts that are needed to join and to see the
// panel; all others come with the later part. What the session may tell before
// that part is there is among them.
var earlyTexts = []string{
	"app.", "connection.", "join.", "lobby.", "mark.", "people.title",
	"people.unnamed", "pictures.back", "pictures.camera", "pictures.choose", "pictures.drop",
	"pictures.empty", "pictures.shows",
	"place.", "room.leave", "room.stay", "settings.language", "settings.theme", "share.title", "stage.label",
	"text.label", "toast.", "tool.", "toolbar.", "trouble.",
}

// splitTexts gives a locale's early texts to who imports the file, and the others
// to who imports it with ?late.
var splitTexts = api.Plugin{
	Name: "split texts",
	Setup: func(build api.PluginBuild) {
		build.OnLoad(api.OnLoadOptions{Filter: `/locales/[a-z]+\.json$`}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			b, err := os.ReadFile(args.Path)
			if err != nil {
				return api.OnLoadResult{}, err
			}
			var texts map[string]json.RawMessage
			if err := json.Unmarshal(b, &texts); err != nil {
				return api.OnLoadResult{}, err
			}
			for key := range texts {
				if isEarly(key) == (args.Suffix == "?late") {
					delete(texts, key)
				}
			}
			part, err := json.Marshal(texts)
			contents := string(part)
			return api.OnLoadResult{Contents: &contents, Loader: api.LoaderJSON}, err
		})
	},
}

func isEarly(key string) bool {
	for _, prefix := range earlyTexts {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	return false
}
