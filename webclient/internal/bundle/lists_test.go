package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// folder makes a web client of only these files.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, content := range files {
		file := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func read(t *testing.T, parts ...string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(parts...))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestOneFileIsAllThatADialogTakes(t *testing.T) {
	t.Parallel()
	dialog := "export const dialog: DialogFace = {\n};\n"
	root := folder(t, map[string]string{
		"src/ui/dialogs/save-sheet.tsx": dialog,
		"src/ui/dialogs/chat.tsx":       dialog,
		"src/ui/dialogs/chat-line.tsx":  "export function Line() {}\n",
	})
	if err := generateDialogs(root); err != nil {
		t.Fatal(err)
	}
	got := read(t, root, "src/ui/dialogs/dialogs.gen.ts")
	for _, want := range []string{
		"import { dialog as chat } from './chat.tsx';\nimport { dialog as saveSheet } from './save-sheet.tsx';\n",
		"export const dialogs: readonly DialogFace[] = [chat, saveSheet];\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "chat-line") {
		t.Errorf("a part of a dialog is listed as one:\n%s", got)
	}
}

func TestAFaceInAnotherFormIsAnError(t *testing.T) {
	t.Parallel()
	for source, found := range map[string]bool{
		"export const NAME: TYPE = { id: 'x' };\n":               true,
		"export const NAME = {\n  id: 'x',\n} satisfies TYPE;\n": true,
		"export const NAME: Readonly<TYPE> = {\n};\n":            true,
		"export const NAME: TYPE = make();\n":                    true,
		"export let NAME: TYPE = {\n};\n":                        true,
		"const NAME: TYPE = {\n};\n\nexport { NAME };\n":         true,
		"export {\n  a,\n  b as NAME,\n} from './b.ts';\n":       true,
		"export function NAME() {}\n":                            true,
		"export { NAME as other };\n":                            false,
		"export const NAMEs = 1;\n":                              false,
		"export function line(NAME: TYPE) {}\n":                  false,
		"const NAME = 1;\n":                                      false,
		"import { NAME } from './b.ts';\n":                       false,
	} {
		for _, kind := range []struct {
			name, face, file string
			generate         func(string) error
		}{
			{"dialog", "DialogFace", "src/ui/dialogs/x.tsx", generateDialogs},
			{"face", "ToolFace", "src/stage/tools/x.ts", generateTools},
		} {
			text := strings.NewReplacer("NAME", kind.name, "TYPE", kind.face).Replace(source)
			err := kind.generate(folder(t, map[string]string{kind.file: text}))
			if !found && err != nil || found && (err == nil || !strings.Contains(err.Error(), kind.file)) {
				t.Errorf("%q: got %v", text, err)
			}
		}
	}
}

func TestOneFileIsAllThatALanguageTakes(t *testing.T) {
	t.Parallel()
	root := folder(t, map[string]string{
		"src/languages.gen.ts": "",
		"locales/en.json":      `{"language.name": "English"}`,
		"locales/fr.json":      `{"language.name": "Français"}`,
		"locales/ca.json":      `{"language.name": "Català d'aquí"}`,
	})
	if err := generateLanguages(root); err != nil {
		t.Fatal(err)
	}
	got := read(t, root, "src/languages.gen.ts")
	for _, want := range []string{
		"  en: 'English',\n  ca: 'Català d\\'aquí',\n  fr: 'Français',\n",
		"ca: () => import('../locales/ca.json', ", "ca: () => import('../locales/ca.json?late', ",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

func TestALanguageWithoutANameIsRefused(t *testing.T) {
	t.Parallel()
	root := folder(t, map[string]string{"locales/en.json": `{}`})
	if err := generateLanguages(root); err == nil || !strings.Contains(err.Error(), "language.name") {
		t.Fatalf("got %v", err)
	}
}

func TestAVariantOfALanguageIsRefusedInWords(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"pt-BR", "pt_br", "PT", "p"} {
		root := folder(t, map[string]string{"locales/en.json": `{"language.name": "English"}`, "locales/" + code + ".json": `{"language.name": "Português"}`})
		err := generateLanguages(root)
		if err == nil || !strings.Contains(err.Error(), code+".json: a language is named by") {
			t.Errorf("%s: got %v", code, err)
		}
	}
}

func TestOneLineIsAllThatAColorTakes(t *testing.T) {
	t.Parallel()
	root := folder(t, map[string]string{"src/style/palette.json": `[
		{"name": "teal", "light": "#011", "dark": "#011", "offered": true},
		{"name": "plum", "light": "#101", "dark": "#212"},
		{"name": "sand", "light": "#110", "dark": "#110", "offered": true}
	]`})
	if err := generatePalette(root); err != nil {
		t.Fatal(err)
	}
	css, code := read(t, root, "src/style/palette.gen.css"), read(t, root, "src/palette.gen.ts")
	for _, want := range []string{"--person-0: #011;", "--person-1: light-dark(#101, #212);", "[data-color='2']"} {
		if !strings.Contains(css, want) {
			t.Errorf("no %q in\n%s", want, css)
		}
	}
	if got := read(t, root, "palette_gen.go"); !strings.Contains(got, "package webclient\n") || !strings.Contains(got, "const Colors = 3\n") {
		t.Errorf("no 3 colors in\n%s", got)
	}
	for _, want := range []string{"['teal', 'plum', 'sand']", "= [0, 2];"} {
		if !strings.Contains(code, want) {
			t.Errorf("no %q in\n%s", want, code)
		}
	}
}

func TestMoreColorsThanTheWireHasRoomForAreRefused(t *testing.T) {
	t.Parallel()
	color := `{"name": "teal", "light": "#011", "dark": "#011"}`
	root := folder(t, map[string]string{"src/style/palette.json": "[" + strings.Repeat(color+",", mostColors) + color + "]"})
	if err := generatePalette(root); err == nil || !strings.Contains(err.Error(), "32") {
		t.Fatalf("got %v", err)
	}
}

// Every prefix of the early texts is one of some text: a stale one would hide a
// misspelled one.
func TestEarlyTextsExist(t *testing.T) {
	t.Parallel()
	var texts map[string]any
	if err := readJSON("../../locales/en.json", &texts); err != nil {
		t.Fatal(err)
	}
	for _, prefix := range earlyTexts {
		found := false
		for key := range texts {
			found = found || strings.HasPrefix(key, prefix)
		}
		if !found {
			t.Errorf("no text begins with %q", prefix)
		}
	}
}

func TestPartsThatAreLoadedAreFound(t *testing.T) {
	t.Parallel()
	root := folder(t, map[string]string{
		"src/a.ts":      "const b = () => import('./ui/b.tsx');\nimport { c } from './c.ts';\n",
		"src/ui/b.tsx":  "const texts = import('../../locales/en.json', { with: { type: 'json' } });\n",
		"src/c.ts":      "export const c = 1;\n",
		"src/style.css": "import('./never.ts')",
	})
	parts, err := loadedParts(filepath.Join(root, "src"))
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(root, "src/ui/b.tsx"); len(parts) != 1 || !parts[want] {
		t.Errorf("got %v, want only %s", parts, want)
	}
}
