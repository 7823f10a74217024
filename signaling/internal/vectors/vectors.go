// Package vectors makes the test vectors of the signaling protocol: texts, and
// what every implementation must say of them. What is expected is written here
// from PROTOCOL.md and never asked of a decoder, so that a mistake in a decoder
// cannot become the expectation. Each vector shows one failure, or one thing
// that is tolerated.
package vectors

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// Vector is one file testdata/vectors/<Folder>/<Name>.json.
type Vector struct {
	Folder string `json:"-"`
	Name   string `json:"-"`

	Comment   string `json:"comment"`
	Direction string `json:"direction"`
	// Text is the raw message.
	Text string `json:"text"`
	// Expect is "ok" or the name of a close code.
	Expect string `json:"expect"`
	// Value is the parsed message, if it is ok.
	Value json.RawMessage `json:"value,omitempty"`
}

const (
	toServer = "client"
	toClient = "server"
)

// All returns every vector.
func All() []Vector {
	var all []Vector
	for _, group := range [][]Vector{
		envelope(), join(), resume(), offer(), box(), plain(),
		welcome(), places(), peerGone(), forwarded(), iceServers(),
	} {
		all = append(all, group...)
	}
	return all
}

// Files returns the content of every file by its path below testdata/vectors.
func Files() (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, v := range All() {
		path := v.Folder + "/" + v.Name + ".json"
		if _, twice := files[path]; twice {
			return nil, fmt.Errorf("two vectors are named %s", path)
		}
		content, err := write(v)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		files[path] = content
	}
	content, err := write(protocolConstants())
	if err != nil {
		return nil, fmt.Errorf("constants: %w", err)
	}
	files["constants.json"] = content
	return files, nil
}

func write(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// members are a JSON object whose values are raw text, so that a vector can
// hold what no encoder would write. The order is kept.
type members []member

type member struct{ name, raw string }

func (m members) with(name, raw string) members {
	changed := make(members, 0, len(m)+1)
	found := false
	for _, have := range m {
		if have.name == name {
			have.raw, found = raw, true
		}
		changed = append(changed, have)
	}
	if !found {
		changed = append(changed, member{name, raw})
	}
	return changed
}

func (m members) without(name string) members {
	changed := make(members, 0, len(m))
	for _, have := range m {
		if have.name != name {
			changed = append(changed, have)
		}
	}
	return changed
}

// named renames a member.
func (m members) named(from, to string) members {
	changed := make(members, 0, len(m))
	for _, have := range m {
		if have.name == from {
			have.name = to
		}
		changed = append(changed, have)
	}
	return changed
}

func (m members) text() string {
	var b strings.Builder
	b.WriteByte('{')
	for i, have := range m {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%q:%s", have.name, have.raw)
	}
	b.WriteByte('}')
	return b.String()
}

// group collects the vectors of one folder and direction.
type group struct {
	folder, direction string
	vectors           []Vector
}

func (g *group) add(name, comment, text, expect string, value json.RawMessage) {
	g.vectors = append(g.vectors, Vector{
		Folder: g.folder, Name: name, Comment: comment, Direction: g.direction,
		Text: text, Expect: expect, Value: value,
	})
}

// ok is a message that means exactly what it says.
func (g *group) ok(name, comment string, m members) {
	g.tolerated(name, comment, m.text(), m)
}

// tolerated is a text that means value, though it is not how one writes it.
func (g *group) tolerated(name, comment, text string, value members) {
	g.add(name, comment, text, "ok", json.RawMessage(value.text()))
}

func (g *group) refused(name, comment, text, expect string) {
	g.add(name, comment, text, expect, nil)
}

// bad is a message that closes with 4000.
func (g *group) bad(name, comment string, m members) {
	g.refused(name, comment, m.text(), "bad-message")
}
