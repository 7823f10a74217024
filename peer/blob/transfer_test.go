package blob

import (
	"reflect"
	"testing"
)

func TestAskingAcceptsOnlyWhatWasAskedFor(t *testing.T) {
	var a Asking
	first := a.Ask(Hash{1}, Ranges{{0, 100}})
	for name, c := range map[string]struct {
		want  uint32
		r     Range
		known bool
		class string
	}{
		"asked":          {first, Range{20, 80}, true, ""},
		"past the range": {first, Range{20, 81}, false, ClassBadField},
		"never sent":     {first + 1, Range{0, 1}, false, ClassBadField},
		"no want":        {0, Range{0, 1}, false, ClassBadField},
	} {
		t.Run(name, func(t *testing.T) {
			_, known, err := a.Accept(c.want, c.r)
			if known != c.known || Class(err) != c.class {
				t.Errorf("got %v, %v", known, err)
			}
		})
	}
	second := a.Ask(Hash{1}, Ranges{{50, 50}})
	if _, known, err := a.Accept(first, Range{0, 10}); known || err != nil {
		t.Errorf("a block of a want that is over: %v, %v", known, err)
	}
	if hash, known := a.Refused(second); !known || hash != (Hash{1}) || a.Has(Hash{1}) {
		t.Error("a refused want is over")
	}
}

func TestServingSendsEachByteOnceInOrder(t *testing.T) {
	var s Serving
	has := func(h Hash) (int64, bool) { return 100, h != Hash{} }
	if reason := s.Want(7, Hash{1}, []int64{0, 25, 50, 10}, has); reason != "" {
		t.Fatal(reason)
	}
	var got []Range
	for {
		b, more := s.Next(10)
		if !more {
			break
		}
		got = append(got, b.Range)
	}
	if want := []Range{{0, 10}, {10, 10}, {20, 5}, {50, 10}}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestServingRefuses(t *testing.T) {
	has := func(h Hash) (int64, bool) { return 100, h != Hash{} }
	for name, c := range map[string]struct {
		hash   Hash
		list   []int64
		reason string
	}{
		"unknown blob":  {Hash{}, []int64{0, 1}, ReasonUnknown},
		"past the end":  {Hash{1}, []int64{0, 101}, ReasonBadRange},
		"overflow":      {Hash{1}, []int64{1 << 62, 1 << 62}, ReasonBadRange},
		"empty range":   {Hash{1}, []int64{0, 0}, ReasonBadRange},
		"overlapping":   {Hash{1}, []int64{0, 10, 9, 2}, ReasonBadRange},
		"descending":    {Hash{1}, []int64{50, 10, 0, 25}, ReasonBadRange},
		"half a range":  {Hash{1}, []int64{0, 1, 2}, ReasonBadRange},
		"stop":          {Hash{1}, nil, ""},
		"the last byte": {Hash{1}, []int64{99, 1}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var s Serving
			if reason := s.Want(1, c.hash, c.list, has); reason != c.reason {
				t.Errorf("reason %q, want %q", reason, c.reason)
			}
		})
	}
	var s Serving
	for i := range MaxServed {
		s.Want(1, Hash{byte(i + 1)}, []int64{0, 1}, has)
	}
	if reason := s.Want(2, Hash{200}, []int64{0, 1}, has); reason != ReasonBusy {
		t.Errorf("one want too many: %q", reason)
	}
	if s.Want(3, Hash{1}, nil, has); len(s.queue) != MaxServed-1 {
		t.Error("a want without ranges did not end the one before")
	}
}
