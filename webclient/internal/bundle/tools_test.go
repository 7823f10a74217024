package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func face(id string, order string) string {
	return "/** A tool. */\nimport x from './x.ts';\n\n" + faceBegin + "  id: '" + id + "',\n  keys: ['X'],\n" + order + "};\n\nexport function make() {}\n"
}

func writeTools(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	folder := filepath.Join(root, "src/stage/tools")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, source := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(source), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestToolsAreListedInTheOrderOfTheBar(t *testing.T) {
	root := writeTools(t, map[string]string{
		"arrow.ts": face("arrow", "  order: 40,\n"),
		"pen.ts":   face("pen", "  order: 9,\n"),
		"shape.ts": "export function shapeTool() {}\n",
	})
	if err := generateTools(root); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{
		"faces.gen.ts": "export const faces = [\n  {\n    id: 'pen',\n    keys: ['X'],\n    order: 9,\n  },\n" +
			"  {\n    id: 'arrow',\n    keys: ['X'],\n    order: 40,\n  },\n] as const",
		"makers.gen.ts": "import { make as arrow } from './arrow.ts';\nimport { make as pen } from './pen.ts';\n\n" +
			"export const makers = {\n  arrow,\n  pen,\n};\n",
	} {
		got, err := os.ReadFile(filepath.Join(root, "src/stage/tools", file))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(got), want) {
			t.Errorf("%s is\n%s\nand should contain\n%s", file, got, want)
		}
	}
}

func TestAToolThatCannotBeListedIsAnError(t *testing.T) {
	for what, source := range map[string]string{
		"another id":    face("pencil", "  order: 1,\n"),
		"no order":      face("pen", ""),
		"not formatted": faceBegin + "  id: 'pen', order: 1 }",
	} {
		t.Run(what, func(t *testing.T) {
			if err := generateTools(writeTools(t, map[string]string{"pen.ts": source})); err == nil {
				t.Error("no error")
			}
		})
	}
}
