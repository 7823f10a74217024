package blob

import "slices"

// Range is a run of bytes of a blob.
type Range struct{ Offset, Length int64 }

func (r Range) end() int64 { return r.Offset + r.Length }

// Ranges is a set of bytes: in order, none empty, none touching another. The
// zero value is empty.
type Ranges []Range

// Add returns the set with another range in it.
func (s Ranges) Add(r Range) Ranges {
	if r.Length <= 0 {
		return s
	}
	from := 0
	for from < len(s) && s[from].end() < r.Offset {
		from++
	}
	to := from
	for to < len(s) && s[to].Offset <= r.end() {
		end := max(r.end(), s[to].end())
		r.Offset = min(r.Offset, s[to].Offset)
		r.Length = end - r.Offset
		to++
	}
	return slices.Replace(s, from, to, r)
}

// Bytes is how many bytes are in the set.
func (s Ranges) Bytes() int64 {
	var n int64
	for _, r := range s {
		n += r.Length
	}
	return n
}

// Contains reports whether all of a range is in the set.
func (s Ranges) Contains(r Range) bool {
	for _, have := range s {
		if have.Offset <= r.Offset && r.end() <= have.end() {
			return true
		}
	}
	return false
}

// Missing is what a blob of this size lacks: at most n ranges, the first ones.
func (s Ranges) Missing(size int64, n int) Ranges {
	var missing Ranges
	at := int64(0)
	for _, have := range append(slices.Clone(s), Range{Offset: size}) {
		if len(missing) == n {
			break
		}
		if have.Offset > at {
			missing = append(missing, Range{at, have.Offset - at})
		}
		at = max(at, have.end())
	}
	return missing
}
