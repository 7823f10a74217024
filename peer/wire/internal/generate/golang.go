package main

import (
	"bytes"
	"fmt"
	"go/format"
	"strings"
)

func writeGo(s *schema) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("// Code generated from schema.json by go generate ./peer/wire; DO NOT EDIT.\n\npackage wire\n\n")
	goConstants(&b, s)
	for _, m := range s.messages() {
		goMessage(&b, m)
	}
	goBuild(&b, s)
	goTables(&b, s)
	return format.Source(b.Bytes())
}

func goConstants(b *bytes.Buffer, s *schema) {
	fmt.Fprintf(b, "// Version of the wire, as in hello.\nconst Version = %d\n\n", s.Version)
	b.WriteString("// Limits of the wire. PROTOCOL.md says what each bounds.\nconst (\n")
	for _, name := range sorted(s.Limits) {
		fmt.Fprintf(b, "%s = %d\n", exported(name), s.Limits[name])
	}
	b.WriteString(")\n\n// Classes of errors (PROTOCOL.md, section 8), as Class returns them.\nconst (\n")
	for _, class := range s.Classes {
		fmt.Fprintf(b, "Class%s = %q\n", exported(class), class)
	}
	b.WriteString(")\n\n// Kinds of elements.\nconst (\n")
	for _, name := range sorted(s.Kinds) {
		fmt.Fprintf(b, "Kind%s = %q\n", exported(name), name)
	}
	b.WriteString(")\n\n// Elements with an id of their own.\nconst (\n")
	for _, name := range sorted(s.IDs) {
		fmt.Fprintf(b, "ID%s = %q\n", exported(name), s.IDs[name])
	}
	b.WriteString(")\n\n// Values of the fields that have a fixed set of them: message, then value.\nconst (\n")
	for _, m := range s.messages() {
		for _, f := range m.Fields {
			for _, v := range f.Values {
				fmt.Fprintf(b, "%s%s = %q\n", exported(m.name), exported(v), v)
			}
		}
	}
	b.WriteString(")\n\n")
}

func goMessage(b *bytes.Buffer, m message) {
	name := exported(m.name)
	fmt.Fprintf(b, "// %s (%s): %s.\ntype %s struct {\n", name, strings.Join(m.Channels, ", "), m.Doc, name)
	for _, f := range m.Fields {
		fmt.Fprintf(b, "%s %s\n", exported(f.Name), f.goType())
		if f.Type == "writes" {
			b.WriteString("// Refused has, after Decode, an error for each write of the message that was left out. Never sent.\n")
			b.WriteString("Refused []error\n")
		}
	}
	fmt.Fprintf(b, "}\n\n// Number of the message on the wire.\nfunc (%s) Number() int { return %d }\n\n", name, m.Number)
	fmt.Fprintf(b, "func (m %s) items() []any {\nreturn []any{int64(%d)", name, m.Number)
	for _, f := range m.Fields {
		fmt.Fprintf(b, ", %s", f.goItem("m."+exported(f.Name)))
	}
	b.WriteString("}\n}\n\n")
}

// goBuild writes the way back: from checked items to the struct.
func goBuild(b *bytes.Buffer, s *schema) {
	b.WriteString("// build makes a message of items that check has found good.\n")
	b.WriteString("func build(number int64, items []any) Message {\nswitch number {\n")
	for _, m := range s.messages() {
		fmt.Fprintf(b, "case %d:\n", m.Number)
		var fields []string
		for i, f := range m.Fields {
			value := f.goValue(fmt.Sprintf("items[%d]", i))
			if f.Type == "writes" {
				fmt.Fprintf(b, "writes, refused := %s\n", value)
				fields = append(fields, exported(f.Name)+": writes", "Refused: refused")
				continue
			}
			fields = append(fields, exported(f.Name)+": "+value)
		}
		fmt.Fprintf(b, "return %s{%s}\n", exported(m.name), strings.Join(fields, ", "))
	}
	b.WriteString("}\nreturn nil\n}\n\n")
}

func goTables(b *bytes.Buffer, s *schema) {
	b.WriteString("// messageSpecs says what each message may hold, by number.\nvar messageSpecs = map[int64]messageSpec{\n")
	for _, m := range s.messages() {
		var channels []string
		for _, c := range m.Channels {
			channels = append(channels, "Channel"+exported(c))
		}
		fmt.Fprintf(b, "%d: {name: %q, channels: []Channel{%s}, fields: []field{\n", m.Number, m.name, strings.Join(channels, ", "))
		for _, f := range m.Fields {
			fmt.Fprintf(b, "{name: %q, %s},\n", f.Name, f.goTable())
		}
		b.WriteString("}},\n")
	}
	b.WriteString("}\n\n// properties says what each known property may hold.\nvar properties = map[string]field{\n")
	for _, name := range sorted(s.Properties) {
		fmt.Fprintf(b, "%q: {name: %q, %s},\n", name, name, s.Properties[name].goTable())
	}
	b.WriteString("}\n\n// required lists, by kind, the properties without which an element is not complete.\n")
	b.WriteString("var required = map[string][]string{\n")
	for _, name := range sorted(s.Kinds) {
		fmt.Fprintf(b, "Kind%s: {%s},\n", exported(name), quoted(s.Kinds[name].Required))
	}
	b.WriteString("}\n")
}

// goType is the type of the field in the struct of a message.
func (f field) goType() string {
	if f.Type == "list" {
		return "[]" + f.Of.goType()
	}
	return map[string]string{
		"int": "int64", "coordinate": "int64", "text": "string", "id": "string", "order": "string",
		"enum": "string", "bool": "bool", "true": "bool", "bytes": "[]byte", "hash": "Hash", "points": "[]byte", "writes": "[]Write",
	}[f.Type]
}

// goItem is the expression that turns the field into an item of the CBOR array.
func (f field) goItem(v string) string {
	switch {
	case f.Nullable:
		return "nullItem(" + v + ")"
	case f.Type == "hash":
		return v + "[:]"
	case f.Type == "writes":
		return "writeItems(" + v + ")"
	case f.Type == "list" && f.Of.Type == "hash":
		return "hashItems(" + v + ")"
	case f.Type == "list":
		return "intItems(" + v + ")"
	}
	return v
}

// goValue is the way back from goItem.
func (f field) goValue(v string) string {
	switch {
	case f.Nullable:
		return "textOrNull(" + v + ")"
	case f.Type == "hash":
		return "Hash(" + v + ".([]byte))"
	case f.Type == "writes":
		return "readWrites(" + v + ".([]any))"
	case f.Type == "list" && f.Of.Type == "hash":
		return "readHashes(" + v + ".([]any))"
	case f.Type == "list":
		return "readInts(" + v + ".([]any))"
	}
	return v + ".(" + f.goType() + ")"
}

func (f field) goTable() string {
	parts := []string{"sort: sort" + exported(f.Type)}
	if f.Min != nil && *f.Min != 0 {
		parts = append(parts, fmt.Sprintf("min: %d", *f.Min))
	}
	if f.Max != nil {
		parts = append(parts, fmt.Sprintf("max: %d", *f.Max))
	}
	if f.Values != nil {
		parts = append(parts, "values: []string{"+quoted(f.Values)+"}")
	}
	if f.Of != nil {
		parts = append(parts, "of: &field{"+f.Of.goTable()+"}")
	}
	if f.Nullable {
		parts = append(parts, "nullable: true")
	}
	return strings.Join(parts, ", ")
}

func quoted(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return `"` + strings.Join(values, `", "`) + `"`
}
