package panel

import (
	"slices"

	"github.com/coviewer/coviewer/peer/wire"
)

// Snapshot is the whole panel as writes: elements by id, within one the writes
// by stamp. Equal panels give equal snapshots.
func (p *Panel) Snapshot() []wire.Write {
	var all []wire.Write
	for e := range p.Elements() {
		all = append(all, e.writes()...)
	}
	return all
}

// writes groups the cells of an element by stamp.
func (e Element) writes() []wire.Write {
	sets := map[wire.Stamp]map[string]wire.Value{}
	for name, cell := range e.Cells {
		if sets[cell.Stamp] == nil {
			sets[cell.Stamp] = map[string]wire.Value{}
		}
		sets[cell.Stamp][name] = cell.Value
	}
	all := make([]wire.Write, 0, len(sets))
	for stamp, set := range sets {
		all = append(all, wire.Write{Stamp: stamp, ID: e.ID, Set: set})
	}
	slices.SortFunc(all, func(a, b wire.Write) int { return wire.Compare(a.Stamp, b.Stamp) })
	return all
}
