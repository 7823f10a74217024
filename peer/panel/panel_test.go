package panel

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/coviewer/coviewer/peer/wire"
)

type set = map[string]wire.Value

func newPanel(ms int64) *Panel { return New("sitea000", func() int64 { return ms }) }

func write(ms int64, id string, s set) wire.Write {
	return wire.Write{Stamp: wire.Stamp{MS: ms, Site: "siteb000"}, ID: id, Set: s}
}

func mustSet(t *testing.T, p *Panel, id string, s set) {
	t.Helper()
	if _, err := p.Set(id, s); err != nil {
		t.Fatal(err)
	}
}

func TestSetRefusesWhatNobodyWouldTake(t *testing.T) {
	for _, row := range []struct {
		name, id string
		set      set
		class    string
	}{
		{"short id", "short", set{"color": int64(1)}, wire.ClassBadField},
		{"nothing set", "element01", set{}, wire.ClassBadField},
		{"out of bounds", "element01", set{"color": int64(32)}, wire.ClassBadValue},
		{"wrong type", "element01", set{"color": "red"}, wire.ClassBadValue},
		{"plain int", "element01", set{"future": 1}, wire.ClassBadValue},
		{"float", "element01", set{"future": 1.5}, wire.ClassBadValue},
		{"not UTF-8", "element01", set{"future": "\xff"}, wire.ClassBadValue},
		{"unsafe integer", "element01", set{"future": int64(1 << 53)}, wire.ClassBadValue},
		{"too deep", "element01", set{"future": []any{[]any{[]any{[]any{[]any{}}}}}}, wire.ClassBadValue},
	} {
		t.Run(row.name, func(t *testing.T) {
			p := newPanel(1000)
			if _, err := p.Set(row.id, row.set); wire.Class(err) != row.class {
				t.Errorf("class %q (%v), want %q", wire.Class(err), err, row.class)
			}
			if len(p.Snapshot()) != 0 || p.Undo() != nil {
				t.Error("a refused set left something behind")
			}
		})
	}
}

func TestMergeTellsWhatChanged(t *testing.T) {
	p := newPanel(1000)
	a, b := write(5, "element01", set{"color": int64(1)}), write(9, "element01", set{"color": int64(2)})
	for i, row := range []struct{ in, accepted int }{{0, 1}, {1, 1}, {0, 0}, {1, 0}} {
		accepted, refused := p.Merge([]wire.Write{{}, a, b}[row.in+1:row.in+2], 10)
		if len(accepted) != row.accepted || refused != nil {
			t.Errorf("merge %d: accepted %v, refused %v", i, accepted, refused)
		}
	}
}

func TestRefusedWritesDoNotMoveTheClock(t *testing.T) {
	p := newPanel(1000)
	if _, refused := p.Merge([]wire.Write{write(70000, "element01", set{"color": int64(1)})}, 61000); wire.Class(refused[0]) != wire.ClassFutureStamp {
		t.Fatal(refused)
	}
	if got := p.Now(); got != 1000 {
		t.Errorf("the clock stands at %d", got)
	}
}

func TestNowFollowsTheLaterClock(t *testing.T) {
	wall := int64(1000)
	p := New("sitea000", func() int64 { return wall })
	p.Merge([]wire.Write{write(3000, "element01", set{"color": int64(1)})}, 61000)
	if got := p.Now(); got != 3000 {
		t.Errorf("behind a stamp: %d, want 3000", got)
	}
	wall = 4000
	if got := p.Now(); got != 4000 {
		t.Errorf("ahead of all stamps: %d, want 4000", got)
	}
}

func TestElementsAreBounded(t *testing.T) {
	p := newPanel(1000)
	var ws []wire.Write
	for i := range wire.MaxElements + 1 {
		ws = append(ws, write(1, fmt.Sprintf("element%05d", i), set{"color": int64(1)}))
	}
	accepted, refused := p.Merge(ws, 10)
	if len(accepted) != wire.MaxElements || len(refused) != 1 || wire.Class(refused[0]) != wire.ClassTooMany {
		t.Fatalf("accepted %d, refused %v", len(accepted), refused)
	}
	if accepted, refused = p.Merge([]wire.Write{write(2, "element00000", set{"color": int64(2)})}, 10); len(accepted) != 1 {
		t.Errorf("an element that is there can no longer change: %v", refused)
	}
	if _, err := p.Set("onemore00", set{"color": int64(1)}); wire.Class(err) != wire.ClassTooMany {
		t.Errorf("own set: %v", err)
	}
}

func TestBytesAreBounded(t *testing.T) {
	p := newPanel(1000)
	full := set{}
	for i := range wire.MaxPropertiesPerElement {
		full[fmt.Sprintf("p%02d", i)] = make([]byte, wire.MaxUnknownBytes-4-3)
	}
	elements := wire.MaxPanelBytes / (wire.MaxUnknownBytes * wire.MaxPropertiesPerElement)
	for i := range elements {
		if _, refused := p.Merge([]wire.Write{write(1, fmt.Sprintf("element%05d", i), full)}, 10); refused != nil {
			t.Fatal(refused)
		}
	}
	if p.bytes != wire.MaxPanelBytes {
		t.Fatalf("%d bytes, want it full to the byte", p.bytes)
	}
	_, refused := p.Merge([]wire.Write{write(2, "element99999", set{"color": int64(1)})}, 10)
	if len(refused) != 1 || wire.Class(refused[0]) != wire.ClassTooMany {
		t.Fatalf("refused %v", refused)
	}
	if accepted, refused := p.Merge([]wire.Write{write(2, "element00000", set{"p00": nil})}, 10); len(accepted) != 1 {
		t.Errorf("a full panel cannot shrink: %v", refused)
	}
	if accepted, refused := p.Merge([]wire.Write{write(3, "element99999", set{"color": int64(1)})}, 10); len(accepted) != 1 {
		t.Errorf("what was freed cannot be used: %v", refused)
	}
}

func aPicture(order string) set {
	return set{
		"kind": "picture", "by": "sitea000", "name": "shoe", "pixelWidth": int64(4000), "pixelHeight": int64(3000),
		"preview": make([]byte, 12), "blob": make([]byte, 32), "size": int64(1), "type": "image/jpeg", "order": order,
	}
}

func anArrow() set {
	return set{
		"kind": "arrow", "by": "sitea000", "picture": "picture01", "color": int64(1), "width": int64(8),
		"x1": int64(0), "y1": int64(0), "x2": int64(1), "y2": int64(1),
	}
}

func ids(elements []Element) string {
	var all []string
	for _, e := range elements {
		all = append(all, e.ID)
	}
	return strings.Join(all, " ")
}

func TestPicturesAreInOrder(t *testing.T) {
	p := newPanel(1000)
	mustSet(t, p, "picture01", aPicture("b"))
	mustSet(t, p, "picture02", aPicture("a"))
	mustSet(t, p, "picture04", aPicture("b"))
	mustSet(t, p, "picture03", aPicture("b"))
	if got := ids(p.Pictures()); got != "picture02 picture01 picture03 picture04" {
		t.Error(got)
	}
	mustSet(t, p, "picture01", set{"deleted": true})
	if got := ids(p.Pictures()); got != "picture02 picture03 picture04" {
		t.Error(got)
	}
}

func TestMarksAreInOrderOfCreation(t *testing.T) {
	p := newPanel(1000)
	mustSet(t, p, "mark00002", anArrow())
	mustSet(t, p, "mark00001", anArrow())
	mustSet(t, p, "mark00002", set{"color": int64(2)})
	if got := ids(p.Marks("picture01")); got != "mark00002 mark00001" {
		t.Error(got)
	}
	if got := p.Marks("picture02"); got != nil {
		t.Error(got)
	}
}

func TestOnlyCompleteElementsShow(t *testing.T) {
	for name := range anArrow() {
		p := newPanel(1000)
		mustSet(t, p, "mark00001", anArrow())
		mustSet(t, p, "mark00001", set{name: nil})
		if got := p.Marks("picture01"); got != nil {
			t.Errorf("without %s it shows", name)
		}
	}
}

func TestInkShowsIfItsPointsUnpack(t *testing.T) {
	for _, row := range []struct {
		name     string
		points   []byte
		pressure wire.Value
		complete bool
	}{
		{"without pressure", []byte{2, 4}, nil, true},
		{"pressure off", []byte{2, 4}, false, true},
		{"with pressure", []byte{2, 4, 6}, true, true},
		{"pressure missing in the points", []byte{2, 4}, true, false},
		{"pressure not announced", []byte{2, 4, 6}, nil, false},
	} {
		p := newPanel(1000)
		mustSet(t, p, "mark00001", set{
			"kind": "ink", "by": "sitea000", "picture": "picture01", "color": int64(1), "width": int64(8),
			"points": row.points, "pressure": row.pressure,
		})
		if got := len(p.Marks("picture01")) == 1; got != row.complete {
			t.Errorf("%s: shows %v", row.name, got)
		}
	}
}

func aPin(number int64) set {
	return set{
		"kind": "pin", "by": "sitea000", "picture": "picture01", "color": int64(1), "x1": int64(8), "y1": int64(8), "number": number,
	}
}

func shownNumbers(p *Panel) string {
	var all []string
	pins := p.Pins("picture01")
	numbers := PinNumbers(pins)
	for _, pin := range pins {
		all = append(all, fmt.Sprintf("%s:%d", pin.ID, numbers[pin.ID]))
	}
	return strings.Join(all, " ")
}

func TestPinNumbers(t *testing.T) {
	for _, row := range []struct {
		name    string
		numbers []int64 // in the order in which the pins were made
		want    string
	}{
		{"none", nil, ""},
		{"one after the other", []int64{1, 2, 3}, "pin000000:1 pin000001:2 pin000002:3"},
		{"two at once", []int64{1, 2, 2, 3}, "pin000000:1 pin000001:2 pin000002:3 pin000003:4"},
		{"a gap where one was deleted", []int64{1, 3}, "pin000000:1 pin000001:3"},
		{"the gap ends what two at once pushed on", []int64{1, 1, 5}, "pin000000:1 pin000001:2 pin000002:5"},
		{"made out of order", []int64{3, 1}, "pin000001:1 pin000000:3"},
		{"beyond the last number", []int64{999, 999}, "pin000000:999 pin000001:1000"},
	} {
		p := newPanel(1000)
		for i, number := range row.numbers {
			mustSet(t, p, fmt.Sprintf("pin%06d", i), aPin(number))
		}
		if got := shownNumbers(p); got != row.want {
			t.Errorf("%s: %s, want %s", row.name, got, row.want)
		}
	}
}

func TestPinWithTooMuchTextDoesNotShow(t *testing.T) {
	p := newPanel(1000)
	mustSet(t, p, "pin000001", aPin(1))
	mustSet(t, p, "pin000001", set{"text": strings.Repeat("é", wire.MaxPinChars)})
	if got := ids(p.Pins("picture01")); got != "pin000001" {
		t.Errorf("with as much as it may have: %q", got)
	}
	mustSet(t, p, "pin000001", set{"text": strings.Repeat("é", wire.MaxPinChars+1)})
	if got := ids(p.Marks("picture01")); got != "" {
		t.Errorf("with more: %q", got)
	}
}

func TestMessagesAreInOrderOfCreation(t *testing.T) {
	p := newPanel(1000)
	mustSet(t, p, "message02", set{"kind": "message", "by": "sitea000", "text": "first"})
	mustSet(t, p, "message01", set{"kind": "message", "by": "sitea000", "text": "second", "picture": "picture01"})
	mustSet(t, p, "message02", set{"text": "first, mended"})
	if got := ids(p.Messages()); got != "message02 message01" {
		t.Error(got)
	}
	mustSet(t, p, "message02", set{"deleted": true})
	if got := ids(p.Messages()); got != "message01" {
		t.Error(got)
	}
}

func TestTakenBackIsForGood(t *testing.T) {
	p := newPanel(1000)
	mustSet(t, p, "mark00001", anArrow())
	mustSet(t, p, "picture01", aPicture("a"))
	mustSet(t, p, "picture01", set{"caption": "mine"})
	if _, err := p.TakeBack("picture01"); err != nil {
		t.Fatal(err)
	}
	if e, _ := p.Get("picture01"); e.Bytes("preview") != nil {
		t.Error("the preview is still there")
	}
	undone := p.Undo()
	if len(undone) != 1 || undone[0].ID != "mark00001" {
		t.Errorf("undo changed %v, want what was done before the picture came", undone)
	}
	for _, deleted := range []wire.Value{true, false, nil} {
		mustSet(t, p, "picture01", set{"deleted": deleted, "preview": make([]byte, 12)})
		if got := p.Pictures(); got != nil {
			t.Errorf("deleted %v: it shows", deleted)
		}
	}
	for _, value := range []wire.Value{false, nil} {
		if _, err := p.Set("picture01", set{"takenBack": value}); wire.Class(err) != wire.ClassBadValue {
			t.Errorf("takenBack %v: %v", value, err)
		}
	}
}

func TestPerson(t *testing.T) {
	p := newPanel(1000)
	if _, known := p.Person("sitea000"); known {
		t.Error("known before anything was said")
	}
	mustSet(t, p, "sitea000", set{"kind": "person", "name": "Lucia"})
	if _, known := p.Person("sitea000"); known {
		t.Error("known without a color")
	}
	mustSet(t, p, "sitea000", set{"color": int64(3)})
	if e, known := p.Person("sitea000"); !known || e.Text("name") != "Lucia" || e.Int("color") != 3 {
		t.Error(e)
	}
}

func TestShown(t *testing.T) {
	p := newPanel(1000)
	stage := set{"kind": "stage", "by": "sitea000", "picture": "picture01"}
	mustSet(t, p, wire.IDStage, stage)
	if got := p.Shown(); got != "" {
		t.Errorf("%q shows, which is not there", got)
	}
	mustSet(t, p, "picture01", aPicture("a"))
	if got := p.Shown(); got != "picture01" {
		t.Errorf("shown %q", got)
	}
	mustSet(t, p, "picture01", set{"deleted": true})
	if got := p.Shown(); got != "" {
		t.Errorf("%q shows, which was deleted", got)
	}
}

func TestSnapshotIsSorted(t *testing.T) {
	p := newPanel(1000)
	for i := range 50 {
		mustSet(t, p, fmt.Sprintf("element%02d", (i*7)%25), set{fmt.Sprintf("p%d", i): int64(i)})
	}
	sorted := slices.IsSortedFunc(p.Snapshot(), func(a, b wire.Write) int {
		if c := strings.Compare(a.ID, b.ID); c != 0 {
			return c
		}
		return wire.Compare(a.Stamp, b.Stamp)
	})
	if !sorted {
		t.Error(p.Snapshot())
	}
}
