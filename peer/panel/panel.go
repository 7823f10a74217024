// Package panel is the replicated panel: what two peers share, held whole by
// each of them, with no server copy. PROTOCOL.md of peer/wire, sections 4 and
// 5, is normative; the browser's twin is webclient/src/panel.
//
// The panel maps element id → property → cell, and a cell is a value with the
// stamp of the write that put it there. A local change is made by Set, which
// gives the write to send; what comes from others goes into Merge. The higher
// stamp wins, so that merging is commutative, associative and idempotent, and
// all who saw the same writes hold the same panel. Deletion is a property, null
// is an absent one.
//
// Everything here is pure: no I/O, no goroutine, no wall clock of its own. A
// Panel is not safe for concurrent use; whoever owns it calls it from one
// goroutine at a time.
package panel

import (
	"bytes"
	"iter"
	"maps"
	"slices"

	"github.com/coviewer/coviewer/peer/wire"
)

// Panel is one replica.
type Panel struct {
	clock    clock
	elements map[string]Element
	bytes    int // of all cells, as wire.PropertySize counts
	history  history
}

// New gives an empty panel. Site is this peer's id in stamps; wall tells the
// time in milliseconds since 1970.
func New(site string, wall func() int64) *Panel {
	return &Panel{clock: clock{site: site, wall: wall}, elements: map[string]Element{}}
}

// Now is the panel clock in milliseconds: the later of the wall clock and the
// last stamp seen.
func (p *Panel) Now() int64 { return p.clock.now() }

// Set changes properties of an element, or creates it, and returns the write to
// send. The panel keeps the values: they must not be changed afterwards.
func (p *Panel) Set(id string, set map[string]wire.Value) (wire.Write, error) {
	w, was, err := p.write(id, set)
	if err != nil {
		return wire.Write{}, err
	}
	p.history.record(was)
	return w, nil
}

// Announce is Set for what is no action of a person, like one's own name or the
// picture in view: it is no step, and Undo passes it by.
func (p *Panel) Announce(id string, set map[string]wire.Value) (wire.Write, error) {
	w, _, err := p.write(id, set)
	return w, err
}

// write stamps and applies a local change, and tells what was there before.
func (p *Panel) write(id string, set map[string]wire.Value) (wire.Write, elementChange, error) {
	w := wire.Write{Stamp: p.clock.next(), ID: id, Set: maps.Clone(set)}
	if err := wire.Check(w); err != nil {
		return wire.Write{}, elementChange{}, err
	}
	was := p.before(w)
	if _, err := p.apply(w); err != nil {
		return wire.Write{}, elementChange{}, err
	}
	p.clock.see(w.Stamp)
	return w, was, nil
}

// Merge takes writes of others, as wire.Decode has checked them. Bound is the
// latest ms that a stamp may have. Accepted are the writes that changed
// something; what is here already is neither accepted nor refused. A refused
// write has an error with a wire.Class and changes nothing.
func (p *Panel) Merge(ws []wire.Write, bound int64) (accepted []wire.Write, refused []error) {
	for _, w := range ws {
		if w.Stamp.MS > bound {
			refused = append(refused, wire.Errorf(wire.ClassFutureStamp, "stamp %d ms ahead of the bound", w.Stamp.MS-bound))
			continue
		}
		changed, err := p.apply(w)
		if err != nil {
			refused = append(refused, err)
			continue
		}
		p.clock.see(w.Stamp)
		if changed {
			accepted = append(accepted, w)
		}
	}
	return accepted, refused
}

// apply is the merge rule: each cell takes the value with the higher stamp. It
// finds out first what the write would add, so that a refused one adds nothing.
func (p *Panel) apply(w wire.Write) (changed bool, err error) {
	e, exists := p.elements[w.ID]
	won := make(map[string]Cell, len(w.Set))
	growth, added := 0, 0
	for name, value := range w.Set {
		old, had := e.Cells[name]
		if had && !wins(w.Stamp, value, old) {
			continue
		}
		size, err := wire.PropertySize(name, value)
		if err != nil {
			return false, err
		}
		won[name] = Cell{Value: value, Stamp: w.Stamp, size: size}
		growth += size - old.size
		if !had {
			added++
		}
	}
	switch {
	case !exists && len(p.elements) >= wire.MaxElements:
		return false, wire.Errorf(wire.ClassTooMany, "more than %d elements", wire.MaxElements)
	case len(e.Cells)+added > wire.MaxPropertiesPerElement:
		return false, wire.Errorf(wire.ClassTooMany, "element with more than %d properties", wire.MaxPropertiesPerElement)
	case p.bytes+growth > wire.MaxPanelBytes:
		return false, wire.Errorf(wire.ClassTooMany, "panel of more than %d bytes", wire.MaxPanelBytes)
	case !exists:
		e = Element{ID: w.ID, Cells: make(map[string]Cell, len(won))}
		p.elements[w.ID] = e
	}
	maps.Copy(e.Cells, won)
	p.bytes += growth
	return len(won) > 0, nil
}

// wins reports whether a value takes the place of a cell. Equal stamps with
// different values cannot come from an honest peer; the greater encoding wins
// then, so that the order of arrival still does not matter.
func wins(stamp wire.Stamp, value wire.Value, old Cell) bool {
	if order := wire.Compare(stamp, old.Stamp); order != 0 {
		return order > 0
	}
	return bytes.Compare(encoded(value), encoded(old.Value)) > 0
}

// encoded is the encoding of a value that has been checked. One that was not
// counts as the least.
func encoded(v wire.Value) []byte {
	b, err := wire.EncodeValue(v)
	if err != nil {
		return nil
	}
	return b
}

// Get gives an element, deleted ones included. It shares the panel's memory: it
// shows later changes, and must not be changed.
func (p *Panel) Get(id string) (Element, bool) {
	e, ok := p.elements[id]
	return e, ok
}

// Elements gives all elements by id, deleted ones included.
func (p *Panel) Elements() iter.Seq[Element] {
	return func(yield func(Element) bool) {
		for _, id := range slices.Sorted(maps.Keys(p.elements)) {
			if !yield(p.elements[id]) {
				return
			}
		}
	}
}
