package panel

import "github.com/coviewer/coviewer/peer/wire"

// history is what this person can undo and redo: steps, each the work of one
// action. An undo is a change like any other, with a new stamp, and touches only
// cells that still hold what the step wrote: the work of others stays.
type history struct {
	undo, redo []step
	open       *step // while Step runs
}

// step is what one action did, element by element in the order of first touch.
type step []elementChange

type elementChange struct {
	id      string
	created bool // the element had no cell before
	cells   map[string]cellChange
}

type cellChange struct {
	before      wire.Value // nil: absent
	beforeStamp wire.Stamp // of before; zero when the cell was not there
	stamp       wire.Stamp // that the step wrote
}

// Step runs an action whose Sets are undone and redone together. A Step within
// a Step belongs to the outer one.
func (p *Panel) Step(action func()) {
	if p.history.open != nil {
		action()
		return
	}
	p.history.open = &step{}
	defer func() {
		done := *p.history.open
		p.history.open = nil
		if len(done) > 0 {
			p.history.push(done)
		}
	}()
	action()
}

// Undo takes back the last step of this person, and returns the writes to send;
// none when there is nothing to undo.
func (p *Panel) Undo() []wire.Write { return p.revert(&p.history.undo, &p.history.redo) }

// Redo takes back the last Undo.
func (p *Panel) Redo() []wire.Write { return p.revert(&p.history.redo, &p.history.undo) }

// record adds what a Set did to the open step, or makes a step of it.
func (h *history) record(c elementChange) {
	if h.open == nil {
		h.push(step{c})
		return
	}
	for _, earlier := range *h.open {
		if earlier.id == c.id {
			earlier.add(c)
			return
		}
	}
	*h.open = append(*h.open, c)
}

// push remembers a step of the person; what was undone before can no longer be
// redone.
func (h *history) push(s step) {
	h.undo = bounded(append(h.undo, s))
	h.redo = nil
}

func bounded(steps []step) []step { return steps[max(0, len(steps)-wire.MaxUndoSteps):] }

// add joins a later change of the same element: what was before the step stays,
// the stamps are the later ones.
func (c elementChange) add(later elementChange) {
	for name, cell := range later.cells {
		if earlier, ok := c.cells[name]; ok {
			cell.before, cell.beforeStamp = earlier.before, earlier.beforeStamp
		}
		c.cells[name] = cell
	}
}

// before tells what a local write is about to replace.
func (p *Panel) before(w wire.Write) elementChange {
	e, exists := p.elements[w.ID]
	c := elementChange{id: w.ID, created: !exists, cells: make(map[string]cellChange, len(w.Set))}
	for name := range w.Set {
		old := e.Cells[name]
		c.cells[name] = cellChange{before: old.Value, beforeStamp: old.Stamp, stamp: w.Stamp}
	}
	return c
}

// revert takes steps from one list until one of them still has an effect, and
// puts its reverse on the other list.
func (p *Panel) revert(from, to *[]step) []wire.Write {
	for len(*from) > 0 {
		last := len(*from) - 1
		s := (*from)[last]
		*from = (*from)[:last]
		writes, reverse := p.reverse(s, *from)
		if len(writes) > 0 {
			*to = bounded(append(*to, reverse))
			return writes
		}
	}
	return nil
}

func (p *Panel) reverse(s step, earlier []step) (writes []wire.Write, reverse step) {
	for _, c := range s {
		set := p.restored(c)
		if len(set) == 0 {
			continue
		}
		w, was, err := p.write(c.id, set)
		if err != nil {
			continue // the panel has reached a limit meanwhile: this element stays as it is
		}
		was.handOver(c, earlier)
		writes = append(writes, w)
		reverse = append(reverse, was)
	}
	return writes, reverse
}

// handOver tells the earlier steps, whose values have just been put back under
// new stamps, that these are now theirs. Without it a cell that was changed
// twice could be undone only once.
func (c elementChange) handOver(undone elementChange, earlier []step) {
	for name, put := range c.cells {
		was, ok := undone.cells[name]
		if !ok {
			continue // the deletion of what the step created: no earlier step wrote that
		}
		for _, s := range earlier {
			s.replaceStamp(c.id, name, was.beforeStamp, put.stamp)
		}
	}
}

func (s step) replaceStamp(id, name string, old, current wire.Stamp) {
	for _, c := range s {
		if cell, ok := c.cells[name]; ok && c.id == id && cell.stamp == old {
			cell.stamp = current
			c.cells[name] = cell
		}
	}
}

// restored is what undoing a change of one element has to write: the values
// before, in the cells that still are this step's. What was taken back is
// nobody's to bring back.
func (p *Panel) restored(c elementChange) map[string]wire.Value {
	if p.elements[c.id].TakenBack() {
		return nil
	}
	cells := p.elements[c.id].Cells
	set := make(map[string]wire.Value, len(c.cells))
	for name, change := range c.cells {
		if cells[name].Stamp == change.stamp {
			set[name] = change.before
		}
	}
	if !c.created || len(set) == 0 {
		return set
	}
	if deleted, has := cells["deleted"]; has && deleted.Stamp.Site != p.clock.site {
		return nil
	}
	return map[string]wire.Value{"deleted": true}
}
