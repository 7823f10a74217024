package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// tsPrelude holds the types that are the same whatever the schema says. Types
// cost the phone nothing; only the tables at the end are shipped, and a bundler
// leaves out those that nothing reads.
const tsPrelude = `// Code generated from peer/wire/schema.json by go generate ./peer/wire; DO NOT EDIT.
// biome-ignore-all lint: generated
// biome-ignore-all format: generated

export type Value = null | boolean | number | string | Uint8Array | readonly Value[] | { readonly [property: string]: Value };
export interface Stamp { readonly ms: number; readonly n: number; readonly site: string }
export interface Write { readonly stamp: Stamp; readonly id: string; readonly set: Readonly<Record<string, Value>> }
export type Channel = 'panel' | 'presence';
export type FieldType = 'int' | 'text' | 'bytes' | 'bool' | 'true' | 'enum' | 'list' | 'id' | 'hash' | 'order' | 'coordinate' | 'points' | 'writes';
/** What a field of a message or a property may hold. No min means 0. */
export interface Field { readonly type: FieldType; readonly min?: number; readonly max?: number; readonly values?: readonly string[]; readonly of?: Field; readonly nullable?: true }
export interface NamedField extends Field { readonly name: string }
export interface MessageSpec { readonly number: number; readonly name: MessageType; readonly channels: readonly Channel[]; readonly fields: readonly NamedField[] }
export interface KindSpec { readonly required: readonly string[]; readonly optional: readonly string[] }

`

func writeTypeScript(s *schema) []byte {
	var b bytes.Buffer
	b.WriteString(tsPrelude)
	fmt.Fprintf(&b, "export type ErrorClass = %s;\n\n", union(s.Classes))
	tsMessages(&b, s)
	tsKinds(&b, s)
	tsTables(&b, s)
	return b.Bytes()
}

// writeLimits gives each limit a name of its own, imported as a namespace: of an
// object the phone would get every name, and those that nothing reads.
func writeLimits(s *schema) []byte {
	var b bytes.Buffer
	b.WriteString("// Code generated from peer/wire/schema.json by go generate ./peer/wire; DO NOT EDIT.\n\n")
	for _, name := range sorted(s.Limits) {
		fmt.Fprintf(&b, "export const %s = %d;\n", name, s.Limits[name])
	}
	return b.Bytes()
}

func tsMessages(b *bytes.Buffer, s *schema) {
	var names, presence []string
	for _, m := range s.messages() {
		name := exported(m.name)
		names = append(names, name)
		if slices.Equal(m.Channels, []string{"presence"}) && m.Fields[0].Name == "seq" {
			presence = append(presence, name)
		}
		fmt.Fprintf(b, "/** %s: %s. */\nexport interface %s {\n  readonly type: '%s';\n", m.name, m.Doc, name, m.name)
		for _, f := range m.Fields {
			fmt.Fprintf(b, "  readonly %s: %s;\n", f.Name, f.typeScript())
			if f.Type == "writes" {
				b.WriteString("  /** Set by decode, ignored by encode: a class for each write of the message that was refused and left out. */\n")
				b.WriteString("  readonly refused?: readonly ErrorClass[];\n")
			}
		}
		b.WriteString("}\n")
	}
	fmt.Fprintf(b, "export type Message = %s;\n", strings.Join(names, " | "))
	b.WriteString("export type MessageType = Message['type'];\n")
	b.WriteString("/** Messages of which only the newest by `seq` counts. */\n")
	fmt.Fprintf(b, "export type PresenceMessage = %s;\n\n", strings.Join(presence, " | "))
}

func tsKinds(b *bytes.Buffer, s *schema) {
	for _, name := range sorted(s.Kinds) {
		fmt.Fprintf(b, "export interface %s {\n  readonly kind: '%s';\n  readonly id: string;\n", s.Kinds[name].typeScript(name), name)
		for _, p := range s.Kinds[name].Required {
			fmt.Fprintf(b, "  readonly %s: %s;\n", p, s.Properties[p].typeScript())
		}
		for _, p := range s.Kinds[name].Optional {
			fmt.Fprintf(b, "  readonly %s?: %s;\n", p, s.Properties[p].typeScript())
		}
		b.WriteString("}\n")
	}
	b.WriteString("/** Each kind of element by its name. */\nexport interface Kinds {\n")
	for _, name := range sorted(s.Kinds) {
		fmt.Fprintf(b, "  readonly %s: %s;\n", name, s.Kinds[name].typeScript(name))
	}
	b.WriteString("}\nexport type Kind = keyof Kinds;\n\n")
}

func tsTables(b *bytes.Buffer, s *schema) {
	fmt.Fprintf(b, "export const version = %d;\n\n", s.Version)
	b.WriteString("/** Elements with an id of their own. */\nexport const ids = {\n")
	for _, name := range sorted(s.IDs) {
		fmt.Fprintf(b, "  %s: '%s',\n", name, s.IDs[name])
	}
	b.WriteString("} as const;\n\n/** Every message, by number. */\nexport const messages: readonly MessageSpec[] = [\n")
	for _, m := range s.messages() {
		fmt.Fprintf(b, "  { number: %d, name: '%s', channels: %s, fields: [", m.Number, m.name, list(m.Channels))
		for _, f := range m.Fields {
			fmt.Fprintf(b, "\n    { name: '%s', %s },", f.Name, f.tsTable())
		}
		b.WriteString("\n  ] },\n")
	}
	b.WriteString("];\n\n/** Every known property. A Map, because a peer chooses the names that are looked up. */\n")
	b.WriteString("export const properties: ReadonlyMap<string, Field> = /* @__PURE__ */ new Map<string, Field>([\n")
	for _, name := range sorted(s.Properties) {
		fmt.Fprintf(b, "  ['%s', { %s }],\n", name, s.Properties[name].tsTable())
	}
	b.WriteString("]);\n\nexport const kinds: { readonly [K in Kind]: KindSpec } = {\n")
	for _, name := range sorted(s.Kinds) {
		k := s.Kinds[name]
		fmt.Fprintf(b, "  %s: { required: %s, optional: %s },\n", name, list(k.Required), list(k.Optional))
	}
	fmt.Fprintf(b, "};\n\nexport const classes: readonly ErrorClass[] = %s;\n", list(s.Classes))
}

func (k kind) typeScript(name string) string {
	if k.Type != "" {
		return k.Type
	}
	return exported(name)
}

// typeScript is the type that a value of the field has in TypeScript.
func (f field) typeScript() string {
	t := map[string]string{
		"int": "number", "coordinate": "number", "text": "string", "id": "string", "order": "string",
		"bool": "boolean", "true": "true", "bytes": "Uint8Array", "hash": "Uint8Array", "points": "Uint8Array",
		"writes": "readonly Write[]",
	}[f.Type]
	switch {
	case f.Type == "enum":
		t = union(f.Values)
	case f.Type == "list":
		t = "readonly " + f.Of.typeScript() + "[]"
	}
	if f.Nullable {
		t += " | null"
	}
	return t
}

func (f field) tsTable() string {
	parts := []string{"type: '" + f.Type + "'"}
	if f.Min != nil && *f.Min != 0 {
		parts = append(parts, fmt.Sprintf("min: %d", *f.Min))
	}
	if f.Max != nil {
		parts = append(parts, fmt.Sprintf("max: %d", *f.Max))
	}
	if f.Values != nil {
		parts = append(parts, "values: "+list(f.Values))
	}
	if f.Of != nil {
		parts = append(parts, "of: { "+f.Of.tsTable()+" }")
	}
	if f.Nullable {
		parts = append(parts, "nullable: true")
	}
	return strings.Join(parts, ", ")
}

func union(values []string) string { return "'" + strings.Join(values, "' | '") + "'" }

func list(values []string) string {
	if len(values) == 0 {
		return "[]"
	}
	return "['" + strings.Join(values, "', '") + "']"
}
