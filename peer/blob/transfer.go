package blob

import "slices"

const (
	// MaxRanges is how many ranges one want asks for at most (the schema
	// bounds the list of offsets and lengths to twice this).
	MaxRanges = 256
	// MaxServed is how many wants of one peer wait at most (maxWanted of the
	// schema).
	MaxServed = 16
)

// Asking keeps what one peer was asked for, so that nothing else is accepted
// from it. The zero value asked for nothing.
type Asking struct {
	last  uint32
	wants map[uint32]asked
}

type asked struct {
	hash   Hash
	ranges Ranges
}

// Ask notes a want for what is missing and numbers it. An earlier want for the
// same blob is forgotten: its blocks may still come and are then ignored.
func (a *Asking) Ask(hash Hash, missing Ranges) uint32 {
	a.Forget(hash)
	if a.wants == nil {
		a.wants = map[uint32]asked{}
	}
	a.last++
	a.wants[a.last] = asked{hash, missing}
	return a.last
}

// Accept says which blob a block belongs to. known is false for a want that is
// over; an error is a block that was never asked for.
func (a *Asking) Accept(want uint32, r Range) (hash Hash, known bool, err error) {
	w, found := a.wants[want]
	switch {
	case want == 0 || want > a.last:
		return Hash{}, false, refuse(ClassBadField, "want %d was never sent", want)
	case !found:
		return Hash{}, false, nil
	case !w.ranges.Contains(r):
		return Hash{}, false, refuse(ClassBadField, "bytes %d to %d were not asked for", r.Offset, r.end())
	}
	return w.hash, true, nil
}

// Count is how many blobs are being asked for.
func (a *Asking) Count() int { return len(a.wants) }

// Refused takes a want back that the peer will not serve.
func (a *Asking) Refused(want uint32) (hash Hash, known bool) {
	w, found := a.wants[want]
	delete(a.wants, want)
	return w.hash, found
}

// Forget ends every want for a blob.
func (a *Asking) Forget(hash Hash) {
	for want, w := range a.wants {
		if w.hash == hash {
			delete(a.wants, want)
		}
	}
}

// Has reports whether a blob is being asked for.
func (a *Asking) Has(hash Hash) bool {
	for _, w := range a.wants {
		if w.hash == hash {
			return true
		}
	}
	return false
}

// Serving keeps what one peer wants, in the order in which it asked. The zero
// value serves nothing.
type Serving struct{ queue []served }

type served struct {
	want   uint32
	hash   Hash
	ranges Ranges
}

// Block says what to send next.
type Block struct {
	Want uint32
	Hash Hash
	Range
}

// Want takes a want in, replacing an earlier one for the same blob; one
// without ranges only ends that. Ranges ascend and do not overlap. has tells the size of a blob that is here.
// The reason is empty, or why the want is refused.
func (s *Serving) Want(want uint32, hash Hash, list []int64, has func(Hash) (int64, bool)) (reason string) {
	s.Drop(hash)
	if len(list) == 0 {
		return ""
	}
	size, found := has(hash)
	if !found {
		return ReasonUnknown
	}
	if len(s.queue) >= MaxServed {
		return ReasonBusy
	}
	var ranges Ranges
	var end int64
	for i := 0; i+1 < len(list); i += 2 {
		r := Range{list[i], list[i+1]}
		if r.Offset < end || r.Length < 1 || r.Length > size || r.Offset > size-r.Length {
			return ReasonBadRange
		}
		end = r.end()
		ranges = append(ranges, r)
	}
	if len(list)%2 != 0 {
		return ReasonBadRange
	}
	s.queue = append(s.queue, served{want, hash, ranges})
	return ""
}

// Next takes the next block of at most n bytes: lowest offset first, each byte
// once.
func (s *Serving) Next(n int) (Block, bool) {
	if len(s.queue) == 0 || n < 1 {
		return Block{}, false
	}
	w := &s.queue[0]
	first := &w.ranges[0]
	length := min(int64(n), first.Length)
	b := Block{w.want, w.hash, Range{first.Offset, length}}
	first.Offset += length
	first.Length -= length
	if first.Length == 0 {
		w.ranges = w.ranges[1:]
	}
	if len(w.ranges) == 0 {
		s.queue = s.queue[1:]
	}
	return b, true
}

// Drop ends every want for a blob.
func (s *Serving) Drop(hash Hash) {
	s.queue = slices.DeleteFunc(s.queue, func(w served) bool { return w.hash == hash })
}

// Busy reports whether something waits to be sent.
func (s *Serving) Busy() bool { return len(s.queue) > 0 }

// ToList writes ranges as a want carries them.
func (s Ranges) ToList() []int64 {
	list := make([]int64, 0, 2*len(s))
	for _, r := range s {
		list = append(list, r.Offset, r.Length)
	}
	return list
}
