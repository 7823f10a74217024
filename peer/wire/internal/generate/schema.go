package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
)

// schema mirrors schema.json.
type schema struct {
	Version    int                `json:"version"`
	Limits     map[string]int64   `json:"limits"`
	Properties map[string]field   `json:"properties"`
	Kinds      map[string]kind    `json:"kinds"`
	IDs        map[string]string  `json:"ids"`
	Messages   map[string]message `json:"messages"`
	Classes    []string           `json:"classes"`
}

// field is a field of a message, a property, or the item of a list.
type field struct {
	Name     string   `json:"name"`
	Type     string   `json:"type"`
	Min      *int64   `json:"min"`
	Max      *int64   `json:"max"`
	Values   []string `json:"values"`
	Of       *field   `json:"of"`
	Nullable bool     `json:"nullable"`
}

type kind struct {
	Type     string   `json:"type"` // in TypeScript, if the name of the kind is taken
	Required []string `json:"required"`
	Optional []string `json:"optional"`
}

type message struct {
	Doc      string   `json:"doc"`
	Number   int      `json:"number"`
	Channels []string `json:"channels"`
	Fields   []field  `json:"fields"`

	name string
}

func readSchema(path string) (*schema, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	var s schema
	if err := d.Decode(&s); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return &s, s.check()
}

// check refuses what the two writers could not express, so that a mistake in
// the schema stops here and not in a phone.
func (s *schema) check() error {
	numbers := map[int]string{}
	for name, m := range s.Messages {
		if other, taken := numbers[m.Number]; taken || m.Number < 1 {
			return fmt.Errorf("message %s: number %d is taken by %q or not positive", name, m.Number, other)
		}
		numbers[m.Number] = name
		for _, f := range m.Fields {
			if err := f.check(); err != nil {
				return fmt.Errorf("message %s: %w", name, err)
			}
		}
	}
	for name, p := range s.Properties {
		if err := p.check(); err != nil {
			return fmt.Errorf("property %s: %w", name, err)
		}
	}
	for name, k := range s.Kinds {
		for _, p := range slices.Concat(k.Required, k.Optional) {
			if _, known := s.Properties[p]; !known {
				return fmt.Errorf("kind %s: unknown property %q", name, p)
			}
		}
	}
	return nil
}

func (f field) check() error {
	switch f.Type {
	case "bool", "true", "id", "hash", "order", "coordinate", "points", "writes":
		return nil
	case "int":
		if f.Min == nil || f.Max == nil {
			return fmt.Errorf("%s: an int needs min and max", f.Name)
		}
	case "text", "bytes":
		if f.Max == nil {
			return fmt.Errorf("%s: %s needs max", f.Name, f.Type)
		}
	case "enum":
		if len(f.Values) == 0 {
			return fmt.Errorf("%s: enum without values", f.Name)
		}
	case "list":
		if f.Max == nil || f.Of == nil {
			return fmt.Errorf("%s: list needs max and of", f.Name)
		}
		return f.Of.check()
	default:
		return fmt.Errorf("%s: unknown type %q", f.Name, f.Type)
	}
	return nil
}

// messages lists the messages by number.
func (s *schema) messages() []message {
	var all []message
	for name, m := range s.Messages {
		m.name = name
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b message) int { return a.Number - b.Number })
	return all
}

// sorted gives the keys of a table in the order in which they are written out.
func sorted[V any](table map[string]V) []string { return slices.Sorted(maps.Keys(table)) }

// exported turns a name of the schema, with or without dashes, into a Go name.
func exported(name string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(name, "-") {
		if part == "id" || part == "cbor" {
			b.WriteString(strings.ToUpper(part))
			continue
		}
		b.WriteString(strings.ToUpper(part[:1]) + part[1:])
	}
	return b.String()
}
