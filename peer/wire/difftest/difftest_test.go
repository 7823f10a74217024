package difftest

import (
	"encoding/hex"
	"encoding/json"
	"math"
	"slices"
	"testing"

	"github.com/coviewer/coviewer/peer/panel"
	"github.com/coviewer/coviewer/peer/wire"
)

const (
	frames  = 2000 // in each direction
	merges  = 300
	scripts = 300
)

// TestFrames: frames of Go's making; both sides must give the same class, or
// encode what they decoded to the same bytes.
func TestFrames(t *testing.T) {
	s, _ := newSource(t)
	o := start(t)
	seen := map[string]int{}
	for range frames {
		channel, b := s.frame()
		o.send(map[string]any{"op": "decode", "channel": channel, "hex": hex.EncodeToString(b)})
		theirs := o.receive()
		compareFrame(t, channel, b, theirs)
		seen[theirs.Class]++
	}
	requireClasses(t, seen, "", wire.ClassTruncated, wire.ClassBadCBOR, wire.ClassNotCanonical, wire.ClassBadType,
		wire.ClassUnknownType, wire.ClassBadChannel, wire.ClassBadField)
}

// TestFramesOfTypeScript is the reverse direction.
func TestFramesOfTypeScript(t *testing.T) {
	_, seed := newSource(t)
	o := start(t)
	o.send(map[string]any{"op": "make", "seed": seed, "count": frames})
	seen := map[string]int{}
	for range frames {
		theirs := o.receive()
		b, err := hex.DecodeString(theirs.Frame)
		if err != nil {
			t.Fatal(err)
		}
		compareFrame(t, theirs.Channel, b, theirs)
		seen[theirs.Class]++
	}
	requireClasses(t, seen, "", wire.ClassTruncated, wire.ClassBadCBOR, wire.ClassBadType, wire.ClassBadField)
}

// TestMerge: the same random writes, many of them under equal stamps, merged in
// one order here and in another there, must give the same panel.
func TestMerge(t *testing.T) {
	s, _ := newSource(t)
	o := start(t)
	const bound = 1002
	for range merges {
		messages := make([][]byte, 2+s.IntN(10))
		for i := range messages {
			messages[i] = s.encode([]any{int64(wire.Writes{}.Number()), s.cleanWrites()})
		}
		ours := merge(t, messages, bound)
		s.Shuffle(len(messages), func(i, j int) { messages[i], messages[j] = messages[j], messages[i] })
		o.send(map[string]any{"op": "merge", "site": sites[0], "bound": bound, "messages": hexAll(messages)})
		theirs := o.receive()
		slices.Sort(theirs.Refused)
		if theirs.Hex != ours.Hex || !slices.Equal(theirs.Refused, ours.Refused) {
			t.Fatalf("messages %v\nGo         %+v\nTypeScript %+v", hexAll(messages), ours, theirs)
		}
	}
}

// cleanWrites are writes of which each decodes as far as CBOR goes.
func (s *source) cleanWrites() []any {
	for {
		writes := s.writes()
		if _, err := wire.Decode(wire.ChannelPanel, s.encode([]any{int64(wire.Writes{}.Number()), writes})); err == nil {
			return writes
		}
	}
}

func merge(t *testing.T, messages [][]byte, bound int64) answer {
	t.Helper()
	p := panel.New(sites[0], func() int64 { return 1000 })
	ours := answer{Refused: []string{}}
	for _, b := range messages {
		m, err := wire.Decode(wire.ChannelPanel, b)
		if err != nil {
			t.Fatal(err)
		}
		writes := m.(wire.Writes)
		_, refused := p.Merge(writes.Writes, bound)
		ours.Refused = append(ours.Refused, classesOf(append(writes.Refused, refused...))...)
	}
	slices.Sort(ours.Refused)
	ours.Hex = snapshot(t, p)
	return ours
}

// op is one line of a script, as in the vectors of the group undo.
type op struct {
	Site   string         `json:"site"`
	Op     string         `json:"op"`
	ID     string         `json:"id,omitempty"`
	Set    map[string]any `json:"set,omitempty"`
	From   string         `json:"from,omitempty"`
	Writes int            `json:"writes"`
}

// TestScripts: random sets, undos, redos and merges of two sites; each undo must
// make as many writes on both sides, and the panels must be equal in the end.
func TestScripts(t *testing.T) {
	s, _ := newSource(t)
	o := start(t)
	for range scripts {
		panels := map[string]*panel.Panel{}
		for _, site := range sites[:2] {
			panels[site] = panel.New(site, func() int64 { return 1000 })
		}
		script := make([]op, 5+s.IntN(25))
		for i := range script {
			script[i] = s.step(t, panels)
		}
		o.send(map[string]any{"op": "script", "script": script, "site": sites[0]})
		if ours, theirs := snapshot(t, panels[sites[0]]), o.receive().Hex; ours != theirs {
			text, _ := json.Marshal(script)
			t.Fatalf("script %s\nGo         %s\nTypeScript %s", text, ours, theirs)
		}
	}
}

// step does one random thing on one of the panels, and tells what.
func (s *source) step(t *testing.T, panels map[string]*panel.Panel) op {
	t.Helper()
	mine := s.IntN(2)
	step := op{Site: sites[mine], Op: pick(s, []string{"set", "set", "set", "undo", "undo", "redo", "merge", "announce"})}
	p := panels[step.Site]
	switch step.Op {
	case "set":
		step.ID, step.Set = pick(s, elements), map[string]any{}
		for range 1 + s.IntN(2) {
			step.Set[pick(s, []string{"p", "q"})] = int64(s.IntN(9))
		}
		if s.chance(5) {
			step.Set["deleted"] = s.chance(2)
		}
		if _, err := p.Set(step.ID, step.Set); err != nil {
			t.Fatal(err)
		}
	case "announce":
		// Taken back, now and then: rarely enough for something to be left to undo.
		step.ID, step.Set = pick(s, elements), map[string]any{"p": int64(s.IntN(9))}
		if s.chance(3) {
			step.Set = map[string]any{"deleted": true, "takenBack": true, "preview": nil}
		}
		if _, err := p.Announce(step.ID, step.Set); err != nil {
			t.Fatal(err)
		}
	case "undo":
		step.Writes = len(p.Undo())
	case "redo":
		step.Writes = len(p.Redo())
	case "merge":
		step.From = sites[1-mine]
		if _, refused := p.Merge(panels[step.From].Snapshot(), math.MaxInt64); len(refused) > 0 {
			t.Fatal(refused)
		}
	}
	return step
}

func compareFrame(t *testing.T, channel string, b []byte, theirs answer) {
	t.Helper()
	ours := decodeAgain(t, channel, b)
	if theirs.Class != ours.Class || theirs.Hex != ours.Hex || !slices.Equal(theirs.Refused, ours.Refused) {
		t.Fatalf("%s %x\nGo         %+v\nTypeScript %+v", channel, b, ours, theirs)
	}
}

func decodeAgain(t *testing.T, channel string, b []byte) answer {
	t.Helper()
	m, err := wire.Decode(map[string]wire.Channel{"panel": wire.ChannelPanel, "presence": wire.ChannelPresence}[channel], b)
	if err != nil {
		class := wire.Class(err)
		if class == "" {
			t.Fatalf("%s %x: error without a class: %v", channel, b, err)
		}
		return answer{Class: class, Refused: []string{}}
	}
	var refused []error
	switch m := m.(type) {
	case wire.Snapshot:
		refused = m.Refused
	case wire.Writes:
		refused = m.Refused
	}
	again, err := wire.AppendEncode(nil, m)
	if err != nil {
		t.Fatalf("%s %x decodes, but does not encode: %v", channel, b, err)
	}
	return answer{Hex: hex.EncodeToString(again), Refused: classesOf(refused)}
}

func classesOf(errs []error) []string {
	classes := make([]string, len(errs))
	for i, err := range errs {
		classes[i] = wire.Class(err)
	}
	return classes
}

// requireClasses makes sure that the input was varied enough to prove anything.
func requireClasses(t *testing.T, seen map[string]int, classes ...string) {
	t.Helper()
	t.Logf("outcomes: %v", seen)
	for _, class := range classes {
		if seen[class] == 0 {
			t.Errorf("no frame had the outcome %q", class)
		}
	}
}

func snapshot(t *testing.T, p *panel.Panel) string {
	t.Helper()
	b, err := wire.AppendEncode(nil, wire.Snapshot{Last: true, Writes: p.Snapshot()})
	if err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(b)
}

func hexAll(messages [][]byte) []string {
	texts := make([]string, len(messages))
	for i, b := range messages {
		texts[i] = hex.EncodeToString(b)
	}
	return texts
}
