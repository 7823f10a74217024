package panel

import (
	"unicode/utf8"

	"github.com/coviewer/coviewer/peer/wire"
)

// Element is a picture, a mark, a person: an id and its properties.
type Element struct {
	ID    string
	Cells map[string]Cell
}

// Cell is the value of one property, with the stamp of the write that set it.
type Cell struct {
	Value wire.Value
	Stamp wire.Stamp
	size  int
}

// Get gives the value of a property, nil when it is absent.
func (e Element) Get(name string) wire.Value { return e.Cells[name].Value }

// Text gives a property that is text, "" otherwise.
func (e Element) Text(name string) string {
	s, _ := e.Get(name).(string)
	return s
}

// Int gives a property that is an integer, 0 otherwise.
func (e Element) Int(name string) int64 {
	n, _ := e.Get(name).(int64)
	return n
}

// Bytes gives a property that is bytes, nil otherwise.
func (e Element) Bytes(name string) []byte {
	b, _ := e.Get(name).([]byte)
	return b
}

// Bool gives a property that is true or false, false otherwise.
func (e Element) Bool(name string) bool {
	b, _ := e.Get(name).(bool)
	return b
}

// Kind of the element, "" while it is not known.
func (e Element) Kind() string { return e.Text("kind") }

// Deleted reports whether somebody has deleted the element.
func (e Element) Deleted() bool { return e.Bool("deleted") }

// TakenBack reports whether somebody has taken the picture back: for good.
func (e Element) TakenBack() bool { return e.Bool("takenBack") }

// Created is the stamp of the property kind, which is written once: with the
// element.
func (e Element) Created() wire.Stamp { return e.Cells["kind"].Stamp }

// Complete reports whether the element can be shown: not deleted or taken back,
// of a known kind, and with all that the kind requires. Properties may arrive in
// any order, so any element may be incomplete for a while.
func (e Element) Complete() bool {
	names, known := wire.Required(e.Kind())
	if !known || e.Deleted() || e.TakenBack() {
		return false
	}
	for _, name := range names {
		if e.Get(name) == nil {
			return false
		}
	}
	// What a check of one property could not see, because it looks at no other.
	switch e.Kind() {
	case wire.KindInk:
		_, err := wire.UnpackPoints(e.Bytes("points"), e.Bool("pressure"))
		return err == nil
	case wire.KindPin:
		return utf8.RuneCountInString(e.Text("text")) <= wire.MaxPinChars
	}
	return true
}
