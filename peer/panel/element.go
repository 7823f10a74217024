package panel

import "github.com/coviewer/coviewer/peer/wire"

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

// Created is the stamp of the property kind, which is written once: with the
// element.
func (e Element) Created() wire.Stamp { return e.Cells["kind"].Stamp }

// Complete reports whether the element can be shown: not deleted, of a known
// kind, and with all that the kind requires. Properties may arrive in any order,
// so any element may be incomplete for a while.
func (e Element) Complete() bool {
	names, known := wire.Required(e.Kind())
	if !known || e.Deleted() {
		return false
	}
	for _, name := range names {
		if e.Get(name) == nil {
			return false
		}
	}
	if e.Kind() == wire.KindInk {
		_, err := wire.UnpackPoints(e.Bytes("points"), e.Bool("pressure"))
		return err == nil
	}
	return true
}
