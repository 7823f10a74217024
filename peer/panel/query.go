package panel

import (
	"cmp"
	"slices"

	"github.com/coviewer/coviewer/peer/wire"
)

// Pictures gives the complete pictures in the order of the filmstrip.
func (p *Panel) Pictures() []Element {
	return p.complete(func(e Element) bool { return e.Kind() == wire.KindPicture }, func(a, b Element) int {
		return cmp.Or(cmp.Compare(a.Text("order"), b.Text("order")), cmp.Compare(a.ID, b.ID))
	})
}

// Marks gives the complete marks on a picture, the earliest created first.
func (p *Panel) Marks(picture string) []Element {
	return p.complete(func(e Element) bool { return isMark(e.Kind()) && e.Text("picture") == picture }, byCreation)
}

// Pins gives the pins of a picture, which are marks too, in the order of their
// numbers.
func (p *Panel) Pins(picture string) []Element {
	return p.complete(func(e Element) bool { return e.Kind() == wire.KindPin && e.Text("picture") == picture }, func(a, b Element) int {
		return cmp.Or(cmp.Compare(a.Int("number"), b.Int("number")), byCreation(a, b))
	})
}

// PinNumbers gives the number that each pin of Pins shows, by id: its own, or
// one more than the pin before it shows. So two that were made at once differ,
// and one that goes leaves the others their numbers.
func PinNumbers(pins []Element) map[string]int64 {
	numbers := make(map[string]int64, len(pins))
	last := int64(0)
	for _, pin := range pins {
		last = max(pin.Int("number"), last+1)
		numbers[pin.ID] = last
	}
	return numbers
}

// Messages gives the messages of the chat, the earliest first.
func (p *Panel) Messages() []Element {
	return p.complete(func(e Element) bool { return e.Kind() == wire.KindMessage }, byCreation)
}

// Person gives the person at a site, once known.
func (p *Panel) Person(site string) (Element, bool) {
	e := p.elements[site]
	if e.Kind() != wire.KindPerson || !e.Complete() {
		return Element{}, false
	}
	return e, true
}

// Shown is the id of the picture that everybody was asked to look at, "" when
// there is none or it is not on the panel.
func (p *Panel) Shown() string {
	stage := p.elements[wire.IDStage]
	picture := p.elements[stage.Text("picture")]
	if stage.Kind() != wire.KindStage || !stage.Complete() || picture.Kind() != wire.KindPicture || !picture.Complete() {
		return ""
	}
	return picture.ID
}

func byCreation(a, b Element) int {
	return cmp.Or(wire.Compare(a.Created(), b.Created()), cmp.Compare(a.ID, b.ID))
}

func isMark(kind string) bool {
	switch kind {
	case wire.KindArrow, wire.KindEllipse, wire.KindRectangle, wire.KindInk, wire.KindText, wire.KindPin:
		return true
	}
	return false
}

func (p *Panel) complete(wanted func(Element) bool, order func(a, b Element) int) []Element {
	var found []Element
	for _, e := range p.elements {
		if wanted(e) && e.Complete() {
			found = append(found, e)
		}
	}
	slices.SortFunc(found, order)
	return found
}
