package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

const (
	faceBegin = "export const face: ToolFace = {\n"
	faceEnd   = "\n};\n"
)

var faceOrder = regexp.MustCompile(`(?m)^  order: (\d+),$`)

// toolFace is what is known of a tool before its code is there: the literal that its
// file exports, as it stands there.
type toolFace struct {
	name    string // of the file, and of the tool
	literal string // the lines between the braces
	order   int
}

// generateTools lists the files of src/stage/tools that export `face`, in the order
// of the bar. Faces and makers are two lists, because a tool is shown long before it
// is used: its code comes later.
func generateTools(root string) error {
	folder := filepath.Join(root, "src/stage/tools")
	faces, err := toolFaces(folder)
	if err != nil {
		return err
	}
	if err := writeChanged(filepath.Join(folder, "faces.gen.ts"), facesSource(faces)); err != nil {
		return err
	}
	return writeChanged(filepath.Join(folder, "makers.gen.ts"), makersSource(faces))
}

func toolFaces(folder string) ([]toolFace, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.ts"))
	if err != nil {
		return nil, err
	}
	var faces []toolFace
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		name := strings.TrimSuffix(filepath.Base(file), ".ts")
		face, found, err := cutFace(name, string(source))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		if found {
			faces = append(faces, face)
		}
	}
	sort.SliceStable(faces, func(i, j int) bool { return faces[i].order < faces[j].order })
	return faces, nil
}

// cutFace takes the literal out of a formatted source. A file that exports no face
// is a part of other tools.
func cutFace(name, source string) (toolFace, bool, error) {
	_, rest, found := strings.Cut(source, faceBegin)
	if !found {
		return toolFace{}, false, exportsOtherwise(source, "face", faceBegin)
	}
	literal, _, found := strings.Cut(rest, faceEnd)
	if !found {
		return toolFace{}, false, fmt.Errorf("the face has no end: is the file formatted?")
	}
	if !strings.Contains(literal+"\n", fmt.Sprintf("  id: '%s',\n", name)) {
		return toolFace{}, false, fmt.Errorf("the face's id is not the file's name")
	}
	order := faceOrder.FindStringSubmatch(literal)
	if order == nil {
		return toolFace{}, false, fmt.Errorf("the face has no order")
	}
	at, err := strconv.Atoi(order[1])
	return toolFace{name, literal, at}, true, err
}

func facesSource(faces []toolFace) string {
	var b strings.Builder
	fmt.Fprintf(&b, generatedNotice, "the files of this folder")
	b.WriteString("import type { ToolFace } from './tool.ts';\n\nexport const faces = [\n")
	for _, face := range faces {
		fmt.Fprintf(&b, "  {\n  %s\n  },\n", strings.ReplaceAll(face.literal, "\n", "\n  "))
	}
	b.WriteString("] as const satisfies readonly ToolFace[];\n\nexport type ToolId = (typeof faces)[number]['id'];\n")
	return b.String()
}

func makersSource(faces []toolFace) string {
	names := make([]string, len(faces))
	for i, face := range faces {
		names[i] = face.name
	}
	sort.Strings(names)
	var b strings.Builder
	fmt.Fprintf(&b, generatedNotice, "the files of this folder")
	for _, name := range names {
		fmt.Fprintf(&b, "import { make as %s } from './%s.ts';\n", camel(name), name)
	}
	b.WriteString("\nexport const makers = {\n")
	for _, name := range names {
		if property := camel(name); property == name {
			fmt.Fprintf(&b, "  %s,\n", name)
		} else {
			fmt.Fprintf(&b, "  '%s': %s,\n", name, property)
		}
	}
	b.WriteString("};\n")
	return b.String()
}
