package difftest

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/coviewer/coviewer/peer/wire"
	"github.com/fxamacker/cbor/v2"
)

// source draws random frames by the tables of schema.json.
type source struct {
	*rand.Rand
	schema schema
	mode   cbor.EncMode
}

type schema struct {
	Properties map[string]field       `json:"properties"`
	Messages   map[string]messageSpec `json:"messages"`
}

type messageSpec struct {
	Number   int64    `json:"number"`
	Channels []string `json:"channels"`
	Fields   []field  `json:"fields"`
}

type field struct {
	Type     string   `json:"type"`
	Min      int64    `json:"min"`
	Max      int64    `json:"max"`
	Values   []string `json:"values"`
	Of       *field   `json:"of"`
	Nullable bool     `json:"nullable"`
}

// newSource takes its seed from the environment variable SEED, to repeat a run.
func newSource(t *testing.T) (s *source, seed uint64) {
	t.Helper()
	seed = uint64(time.Now().UnixNano()) >> 16 & 0x7fff_ffff
	if text := os.Getenv("SEED"); text != "" {
		var err error
		if seed, err = strconv.ParseUint(text, 10, 31); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("SEED=%d", seed)
	s = &source{Rand: rand.New(rand.NewPCG(seed, 0))}
	text, err := os.ReadFile("../schema.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &s.schema); err != nil {
		t.Fatal(err)
	}
	if s.mode, err = cbor.CoreDetEncOptions().EncMode(); err != nil {
		t.Fatal(err)
	}
	return s, seed
}

// chance is true once in n times.
func (s *source) chance(n int) bool { return s.IntN(n) == 0 }

func pick[T any](s *source, from []T) T { return from[s.IntN(len(from))] }

func pickKey[V any](s *source, from map[string]V) string {
	keys := make([]string, 0, len(from))
	for key := range from {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return pick(s, keys)
}

// frame is a message that came on a channel, sometimes wrong in a field,
// sometimes broken in its bytes.
func (s *source) frame() (channel string, b []byte) {
	spec := s.schema.Messages[pickKey(s, s.schema.Messages)]
	items := []any{spec.Number}
	for _, f := range spec.Fields {
		items = append(items, s.item(f))
	}
	switch {
	case s.chance(30):
		items[0] = s.any(2)
	case s.chance(30):
		items[0] = s.within(-2, 40)
	case s.chance(30):
		items = items[:s.IntN(len(items))]
	case s.chance(15):
		items = append(items, s.any(2))
	}
	channel = pick(s, spec.Channels)
	if s.chance(20) {
		channel = pick(s, []string{"panel", "presence"})
	}
	b = s.encode(items)
	if s.chance(40) {
		// The length of the outermost array, not in its shortest form.
		b = slices.Concat([]byte{b[0]&^0x1f | 0x18, b[0] & 0x1f}, b[1:])
	}
	for s.chance(3) {
		b = s.broken(b)
	}
	return channel, b
}

func (s *source) encode(v any) []byte {
	b, err := s.mode.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

// broken changes, removes, adds or repeats bytes.
func (s *source) broken(b []byte) []byte {
	if len(b) == 0 {
		return b
	}
	at := s.IntN(len(b))
	switch s.IntN(6) {
	case 0:
		b[at] ^= 1 << s.IntN(8)
	case 1:
		b[at] = byte(s.IntN(256))
	case 2:
		return b[:at]
	case 3:
		return slices.Insert(b, at, byte(s.IntN(256)))
	case 4:
		return slices.Insert(b, at, 0x18+byte(s.IntN(4))) // a wider argument: often not the shortest
	case 5:
		return slices.Delete(b, at, min(len(b), at+1+s.IntN(4)))
	}
	return b
}

// item is a value for a field, now and then one that it may not hold.
func (s *source) item(f field) any {
	switch {
	case s.chance(40):
		return s.any(2)
	case f.Nullable && s.chance(4):
		return nil
	}
	switch f.Type {
	case "int":
		return s.within(f.Min, f.Max)
	case "coordinate":
		return s.within(-wire.MaxCoordinate, wire.MaxCoordinate)
	case "bool", "true":
		return s.chance(2)
	case "enum":
		return pick(s, f.Values)
	case "text":
		return s.text(s.length(f.Min, f.Max))
	case "id":
		return s.word("abcxyz019", s.length(8, 22))
	case "order":
		return s.word(".0az", s.length(1, 128))
	case "bytes":
		return s.bytes(s.length(f.Min, f.Max))
	case "hash":
		return s.bytes(32)
	case "points":
		return s.points()
	case "list":
		list := make([]any, s.length(f.Min, f.Max))
		for i := range list {
			list[i] = s.item(*f.Of)
		}
		return list
	}
	return s.writes()
}

// within is a number of the range, its ends and their neighbors more often.
func (s *source) within(low, high int64) int64 {
	if s.chance(4) {
		n := pick(s, []int64{low - 1, low, low + 1, 0, high - 1, high, high + 1})
		return min(max(n, -wire.MaxSafeInteger), wire.MaxSafeInteger)
	}
	return low + s.Int64N(high-low+1)
}

// length is mostly short, sometimes at a bound or just beyond.
func (s *source) length(low, high int64) int {
	if s.chance(20) && high < 3000 {
		return int(pick(s, []int64{max(low-1, 0), low, high, high + 1}))
	}
	return int(low + s.Int64N(min(high-low, 12)+1))
}

func (s *source) text(length int) string {
	var b strings.Builder
	for range length {
		b.WriteRune(pick(s, []rune{'a', 'Z', '0', ' ', 0, 'é', '\u2028', '\ufeff', '\uffff', '😀', '\U0010ffff'}))
	}
	return b.String()
}

func (s *source) word(alphabet string, length int) string {
	var b strings.Builder
	for range length {
		b.WriteByte(alphabet[s.IntN(len(alphabet))])
	}
	return b.String()
}

func (s *source) bytes(length int) []byte {
	b := make([]byte, length)
	for i := range b {
		b[i] = byte(s.IntN(256))
	}
	return b
}

func (s *source) points() []byte {
	points := make([]wire.Point, s.IntN(12))
	for i := range points {
		points[i] = wire.Point{X: int32(s.IntN(5000)), Y: -int32(s.IntN(5000)), Pressure: uint8(s.IntN(256))}
	}
	b := wire.PackPoints(points, s.chance(2))
	if s.chance(4) {
		b = s.broken(b)
	}
	return b
}

// any is a value of no field: of any type, nested up to a depth.
func (s *source) any(depth int) any {
	switch s.IntN(8) {
	case 0:
		return nil
	case 1:
		return s.chance(2)
	case 2:
		return s.within(-wire.MaxSafeInteger, wire.MaxSafeInteger-1)
	case 3:
		return s.text(s.IntN(30))
	case 4:
		return s.bytes(s.IntN(30))
	case 5:
		return 0.5 // not of the subset
	}
	if depth == 0 {
		return int64(s.IntN(30))
	}
	if s.chance(2) {
		list := make([]any, s.IntN(4))
		for i := range list {
			list[i] = s.any(depth - 1)
		}
		return list
	}
	m := map[string]any{}
	for range s.IntN(4) {
		m[s.name()] = s.any(depth - 1)
	}
	return m
}

func (s *source) name() string {
	return pick(s, []string{"p", "q", "__proto__", "constructor", "0", "10", "é", s.text(s.IntN(30))})
}

func (s *source) writes() []any {
	writes := make([]any, s.IntN(4))
	for i := range writes {
		writes[i] = s.write()
		if s.chance(15) {
			writes[i] = s.any(2)
		}
	}
	return writes
}

// write draws from few sites, ids, properties and stamps, so that writes meet,
// also under equal stamps.
func (s *source) write() []any {
	set := map[string]any{}
	for range 1 + s.IntN(3) {
		name := pickKey(s, s.schema.Properties)
		switch {
		case s.chance(3):
			set[s.name()] = s.any(2)
		case s.chance(8):
			set[name] = nil
		default:
			set[name] = s.item(s.schema.Properties[name])
		}
	}
	return []any{int64(1000 + s.IntN(4)), int64(s.IntN(2)), pick(s, sites), pick(s, elements), set}
}

var (
	sites    = []string{"sitea000", "siteb000", "sitec000"}
	elements = []string{"element1", "element2", "element3"}
)
