package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

const module = "github.com/coviewer/coviewer/"

// Who may not import whom, and why (docs/architecture.md). Directly or through
// others: what is linked in could be called.
var forbidden = map[string]map[string]string{
	"signaling": {
		"github.com/pion/":      "signaling must be unable to read what it forwards",
		module + "peer":         "signaling must be unable to open a box",
		module + "turnserver":   "the relay is a service of its own",
		"github.com/fxamacker/": "signaling knows no panel",
		"golang.org/x/image":    "signaling knows no pictures",
		module + "webclient":    "pages and signaling meet in cmd only",
	},
	"turnserver": {
		module + "signaling": "the relay knows credentials, not rooms",
		module + "peer":      "the relay carries sealed packets only",
		module + "webclient": "pages and relay meet in cmd only",
	},
	"webclient": {
		module + "peer":      "the server must not know what peers say",
		module + "signaling": "pages and signaling meet in cmd only",
		"github.com/pion/":   "the pages' server speaks no WebRTC",
	},
	"peer/wire":  pure,
	"peer/panel": pure,
	"peer/blob":  pure,
	"peer/seal":  pure,
}

// pure packages have no edge: no network, no disk, no other part of the product
// beside each other.
var pure = map[string]string{
	"github.com/pion/":    "it is pure: no network",
	"github.com/gorilla/": "it is pure: no network",
	"net/http":            "it is pure: no network",
	"os/exec":             "it is pure",
	module + "signaling":  "it is pure",
	module + "turnserver": "it is pure",
	module + "webclient":  "it is pure",
}

func TestImportDirections(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range listPackages(t) {
		name := strings.TrimPrefix(p.ImportPath, module)
		rules, ok := forbidden[name]
		if !ok {
			continue
		}
		seen[name] = true
		for _, dep := range p.Deps {
			for prefix, why := range rules {
				if strings.HasPrefix(dep, prefix) && dep != p.ImportPath {
					t.Errorf("%s imports %s: %s", name, dep, why)
				}
			}
		}
	}
	for name := range forbidden {
		if !seen[name] {
			t.Errorf("there is no package %s to check", name)
		}
	}
}

type listedPackage struct {
	ImportPath string
	Deps       []string
}

func listPackages(t *testing.T) []listedPackage {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-deps=false", "-json=ImportPath,Deps", "./...")
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listedPackage
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listedPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}
