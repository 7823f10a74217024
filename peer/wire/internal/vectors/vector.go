package main

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
)

var groups = []string{"cbor", "message", "write", "points", "order", "block", "merge", "undo"}

const ok = "ok"

// vector is one file. Which fields a group has stands in the README.
type vector struct {
	group, name string

	Comment  string   `json:"comment"`
	Expect   string   `json:"expect"`
	Only     string   `json:"only,omitempty"`
	Channel  string   `json:"channel,omitempty"`
	Pressure bool     `json:"pressure,omitempty"`
	Site     string   `json:"site,omitempty"`
	Wall     int64    `json:"wall,omitempty"`
	Bound    int64    `json:"bound,omitempty"`
	Hex      string   `json:"hex,omitempty"`
	Value    any      `json:"value,omitempty"`
	Refused  []string `json:"refused,omitempty"`
	Messages []string `json:"messages,omitempty"`
	Orders   [][]int  `json:"orders,omitempty"`
	Script   []any    `json:"script,omitempty"`
	Snapshot string   `json:"snapshot,omitempty"`
	Next     any      `json:"next,omitempty"`
}

// schema is the part of schema.json that vectors are made from.
type schema struct {
	Version    int                `json:"version"`
	Limits     map[string]int64   `json:"limits"`
	Properties map[string]field   `json:"properties"`
	Kinds      map[string]kind    `json:"kinds"`
	IDs        map[string]string  `json:"ids"`
	Messages   map[string]message `json:"messages"`
	Classes    []string           `json:"classes"`
}

type kind struct {
	Required []string `json:"required"`
	Optional []string `json:"optional"`
}

type message struct {
	Number   int      `json:"number"`
	Channels []string `json:"channels"`
	Fields   []field  `json:"fields"`
}

type field struct {
	Name     string `json:"name"`
	Type     string `json:"type"`
	Min      *int64 `json:"min"`
	Max      *int64 `json:"max"`
	Of       *field `json:"of"`
	Nullable bool   `json:"nullable"`
}

func readSchema(path string) (*schema, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var s schema
	if err := json.Unmarshal(b, &s); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return &s, nil
}

// generate gives the content of every file by its path under testdata/vectors.
func generate(schemaPath string) (map[string][]byte, error) {
	s, err := readSchema(schemaPath)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{"constants.json": marshal(s.constants())}
	for _, vectors := range [][]vector{
		cborVectors(), messageVectors(s), writeVectors(s), pointsVectors(),
		orderVectors(), blockVectors(), mergeVectors(), undoVectors(),
	} {
		for _, v := range vectors {
			path := v.group + "/" + v.name + ".json"
			if _, taken := files[path]; taken {
				return nil, fmt.Errorf("two vectors are called %s", path)
			}
			files[path] = marshal(v)
		}
	}
	return files, nil
}

func (s *schema) constants() any {
	numbers := map[string]int{}
	for name, m := range s.Messages {
		numbers[name] = m.Number
	}
	return struct {
		Version  int               `json:"version"`
		Limits   map[string]int64  `json:"limits"`
		Classes  []string          `json:"classes"`
		IDs      map[string]string `json:"ids"`
		Messages map[string]int    `json:"messages"`
		Kinds    map[string]kind   `json:"kinds"`
	}{s.Version, s.Limits, s.Classes, s.IDs, numbers, s.Kinds}
}

func marshal(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(v); err != nil {
		panic(err) // the cases are constants of this program
	}
	return b.Bytes()
}

// null stands for a null that is a value, beside nil: no value.
var null = json.RawMessage("null")

// plain turns a value into what JSON shows of it.
func plain(v any) any {
	switch v := v.(type) {
	case nil:
		return null
	case []byte:
		return object{"$bytes": hex.EncodeToString(v)}
	case list:
		items := make(list, len(v))
		for i := range v {
			items[i] = plain(v[i])
		}
		return items
	case object:
		entries := object{}
		for name, item := range v {
			entries[name] = plain(item)
		}
		return entries
	}
	return v
}
