package main

const mark, otherMark = "element01", "element02"

type script struct {
	name, comment string
	ops           list
	site          string
	snapshot      []write
}

func set(site, id string, set object) object {
	return object{"site": site, "op": "set", "id": id, "set": plain(set)}
}

func announce(site, id string, set object) object {
	return object{"site": site, "op": "announce", "id": id, "set": plain(set)}
}

func together(site string, sets ...object) object {
	return object{"site": site, "op": "step", "sets": sets}
}

func of(id string, set object) object { return object{"id": id, "set": plain(set)} }

func undo(site string, writes int) object {
	return object{"site": site, "op": "undo", "writes": writes}
}

func redo(site string, writes int) object {
	return object{"site": site, "op": "redo", "writes": writes}
}

func merge(site, from string) object { return object{"site": site, "op": "merge", "from": from} }

func wall(site string, ms int) object { return object{"site": site, "op": "wall", "ms": ms} }

func undoVectors() []vector {
	var all []vector
	for _, s := range undoScripts() {
		all = append(all, vector{
			group: "undo", name: s.name, Comment: s.comment, Expect: ok,
			Script: s.ops, Site: s.site, Snapshot: snapshotHex(s.snapshot...),
		})
	}
	return all
}

// at is a write of the element mark at wall time 1000.
func at(n int, site string, set object) write { return write{1000, n, site, mark, set} }

func undoScripts() []script {
	red, blue, green := object{"color": 1}, object{"color": 2}, object{"color": 3}
	gone, back := object{"deleted": true}, object{"deleted": nil}
	taken := object{"deleted": true, "takenBack": true, "preview": nil}
	a, b := siteA, siteB
	return []script{
		{"nothing", "there is nothing to undo or redo", list{undo(a, 0), redo(a, 0)}, a, nil},
		{
			"announced", "what was announced is no step: undo passes it by, and what was undone can still be redone",
			list{
				set(a, mark, red), announce(a, otherMark, blue), undo(a, 1), announce(a, otherMark, green),
				redo(a, 1), undo(a, 1), undo(a, 0),
			}, a,
			[]write{at(0, a, red), at(5, a, gone), {1000, 3, a, otherMark, green}},
		},
		{
			"value-before", "the value before comes back with a new stamp",
			list{set(a, mark, red), set(a, mark, blue), undo(a, 1)}, a,
			[]write{at(2, a, red)},
		},
		{
			"absent-before", "a property that was absent is absent again",
			list{set(a, mark, red), set(a, mark, object{"width": 5}), undo(a, 1)}, a,
			[]write{at(0, a, red), at(2, a, object{"width": nil})},
		},
		{
			"created", "what a step created is deleted, its other cells stay",
			list{set(a, mark, red), undo(a, 1)}, a,
			[]write{at(0, a, red), at(1, a, gone)},
		},
		{
			"created-redo", "and comes back",
			list{set(a, mark, red), undo(a, 1), redo(a, 1)}, a,
			[]write{at(0, a, red), at(2, a, back)},
		},
		{
			"created-redo-undo", "and goes again",
			list{set(a, mark, red), undo(a, 1), redo(a, 1), undo(a, 1), undo(a, 0)}, a,
			[]write{at(0, a, red), at(3, a, gone)},
		},
		{
			"redo", "redo does the reverse",
			list{set(a, mark, red), set(a, mark, blue), undo(a, 1), redo(a, 1), redo(a, 0)}, a,
			[]write{at(3, a, blue)},
		},
		{
			"all-the-way", "back to nothing and forth again",
			list{set(a, mark, red), set(a, mark, blue), undo(a, 1), undo(a, 1), undo(a, 0), redo(a, 1), redo(a, 1), redo(a, 0)}, a,
			[]write{at(4, a, back), at(5, a, blue)},
		},
		{
			"changed-twice", "a cell that was changed twice is undone twice, and redone twice",
			list{
				set(a, mark, red), set(a, mark, blue), set(a, mark, green), undo(a, 1), undo(a, 1),
				redo(a, 1), redo(a, 1), undo(a, 1), undo(a, 1),
			}, a,
			[]write{at(8, a, red)},
		},
		{
			"deleted-undone-redone", "creation and deletion, back to nothing and forth again",
			list{set(a, mark, red), set(a, mark, gone), undo(a, 1), undo(a, 1), redo(a, 1), redo(a, 1), redo(a, 0)}, a,
			[]write{at(0, a, red), at(5, a, gone)},
		},
		{
			"changed-twice-then-by-another", "the stamps handed over end where another has changed the cell",
			list{
				set(a, mark, red), set(a, mark, blue), set(a, mark, green), undo(a, 1),
				merge(b, a), set(b, mark, object{"color": 7}), merge(a, b), undo(a, 0),
			}, a,
			[]write{at(4, b, object{"color": 7})},
		},
		{
			"deletion", "a deletion is a step like any other",
			list{set(a, mark, red), set(a, mark, gone), undo(a, 1)}, a,
			[]write{at(0, a, red), at(2, a, back)},
		},
		{
			"step-of-two", "several sets are undone together, one write an element, in the order of first touch",
			list{together(a, of(otherMark, red), of(mark, red), of(otherMark, blue)), undo(a, 2)}, a,
			[]write{at(1, a, red), at(4, a, gone), {1000, 2, a, otherMark, blue}, {1000, 3, a, otherMark, gone}},
		},
		{
			"same-cell-twice", "within a step: back to before the first",
			list{set(a, mark, red), together(a, of(mark, blue), of(mark, green)), undo(a, 1)}, a,
			[]write{at(3, a, red)},
		},
		{
			"same-cell-twice-redo", "and forth to the last",
			list{set(a, mark, red), together(a, of(mark, blue), of(mark, green)), undo(a, 1), redo(a, 1)}, a,
			[]write{at(4, a, green)},
		},
		{
			"empty-step", "an action that set nothing is no step",
			list{set(a, mark, red), together(a), undo(a, 1)}, a,
			[]write{at(0, a, red), at(1, a, gone)},
		},
		{
			"new-step-forgets-redo", "a new step empties what could be redone",
			list{set(a, mark, red), set(a, mark, blue), undo(a, 1), set(a, otherMark, green), redo(a, 0)}, a,
			[]write{at(2, a, red), {1000, 3, a, otherMark, green}},
		},
		{
			"others-cell-stays", "a cell that another has changed meanwhile is not touched",
			list{
				set(a, mark, object{"color": 1, "width": 1}), set(a, mark, object{"color": 2, "width": 2}),
				merge(b, a), set(b, mark, green), merge(a, b), undo(a, 1),
			}, a,
			[]write{at(2, b, green), at(3, a, object{"width": 1})},
		},
		{
			"others-cell-stays-redo", "redo brings back only what undo took",
			list{
				set(a, mark, object{"color": 1, "width": 1}), set(a, mark, object{"color": 2, "width": 2}),
				merge(b, a), set(b, mark, green), merge(a, b), undo(a, 1), redo(a, 1),
			}, a,
			[]write{at(2, b, green), at(4, a, object{"width": 2})},
		},
		{
			"skipped", "a step of which no cell is one's own any more is skipped, and the one before undone",
			list{
				set(a, otherMark, red), set(a, otherMark, blue), set(a, mark, red), set(a, mark, blue),
				merge(b, a), set(b, mark, green), merge(a, b), undo(a, 1),
			}, a,
			[]write{{1000, 4, b, mark, green}, {1000, 5, a, otherMark, red}},
		},
		{
			"others-only", "another's work is not one's own to undo",
			list{set(a, mark, red), merge(b, a), undo(b, 0)}, b,
			[]write{at(0, a, red)},
		},
		{
			"redo-others-cell-stays", "what another changed after the undo is not redone",
			list{set(a, mark, red), set(a, mark, blue), undo(a, 1), merge(b, a), set(b, mark, green), merge(a, b), redo(a, 0)}, a,
			[]write{at(3, b, green)},
		},
		{
			"created-then-changed-by-another", "one's mark goes although another has colored it",
			list{set(a, mark, object{"color": 1, "width": 1}), merge(b, a), set(b, mark, blue), merge(a, b), undo(a, 1)}, a,
			[]write{at(0, a, object{"width": 1}), at(1, b, blue), at(2, a, gone)},
		},
		{
			"created-then-overwritten-by-another", "nothing of the step is left: it is skipped",
			list{set(a, mark, red), merge(b, a), set(b, mark, blue), merge(a, b), undo(a, 0)}, a,
			[]write{at(1, b, blue)},
		},
		{
			"created-then-deleted-by-another", "another has deleted it: nothing is left to do",
			list{set(a, mark, red), merge(b, a), set(b, mark, gone), merge(a, b), undo(a, 0)}, a,
			[]write{at(0, a, red), at(1, b, gone)},
		},
		{
			"deletion-undone-by-another", "another brought it back: undo of the deletion has nothing to do, and of the creation neither",
			list{
				set(a, mark, red), set(a, mark, gone), merge(b, a), set(b, mark, object{"deleted": false}), merge(a, b), undo(a, 0),
			}, a,
			[]write{at(0, a, red), at(2, b, object{"deleted": false})},
		},
		{
			"wall-clock-goes-on", "an undo is stamped by the clock like any write",
			list{set(a, mark, red), wall(a, 2000), set(a, mark, blue), wall(a, 1500), undo(a, 1)}, a,
			[]write{{2000, 1, a, mark, red}},
		},
		{
			"taken-back", "undo passes by what one did to it before it was taken back",
			list{set(a, otherMark, red), set(a, mark, object{"order": "h"}), set(a, mark, object{"order": "i"}), announce(a, mark, taken), undo(a, 1)}, a,
			[]write{at(2, a, object{"order": "i"}), at(3, a, taken), {1000, 0, a, otherMark, red}, {1000, 4, a, otherMark, gone}},
		},
		{
			"taken-back-created", "its creation is passed by too",
			list{set(a, mark, red), announce(a, mark, taken), undo(a, 0), redo(a, 0)}, a,
			[]write{at(0, a, red), at(1, a, taken)},
		},
		{
			"taken-back-after-undo", "nor is redone what was undone before",
			list{set(a, mark, red), set(a, mark, blue), undo(a, 1), announce(a, mark, taken), redo(a, 0)}, a,
			[]write{at(2, a, red), at(3, a, taken)},
		},
		{
			"taken-back-by-another", "another's word counts as much",
			list{set(a, mark, red), set(a, mark, gone), merge(b, a), announce(b, mark, taken), merge(a, b), undo(a, 0)}, a,
			[]write{at(0, a, red), at(2, b, taken)},
		},
		{
			"taken-back-in-a-step", "written as an action it is none that could be undone",
			list{set(a, mark, red), set(a, mark, taken), undo(a, 0)}, a,
			[]write{at(0, a, red), at(1, a, taken)},
		},
		twoHundred(),
	}
}

// twoHundred makes 201 steps after the first: 200 can be undone.
func twoHundred() script {
	ops := list{set(siteA, mark, object{"x1": 0})}
	for i := range 201 {
		ops = append(ops, set(siteA, mark, object{"x1": i + 1}))
	}
	for range 200 {
		ops = append(ops, undo(siteA, 1))
	}
	ops = append(ops, undo(siteA, 0))
	return script{
		"two-hundred", "at most 200 steps can be undone", ops, siteA,
		[]write{at(201+200, siteA, object{"x1": 1})},
	}
}
