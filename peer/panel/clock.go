package panel

import (
	"math"

	"github.com/coviewer/coviewer/peer/wire"
)

// clock is the hybrid logical clock of a site: it follows the wall clock, and
// never falls behind a stamp that it has seen.
type clock struct {
	site string
	wall func() int64
	ms   int64 // of the last stamp made or seen
	n    uint16
}

func (c *clock) now() int64 { return max(c.wall(), c.ms) }

// next is the stamp for a new write. It is later than all that the clock has
// seen; the caller shows it to see once the write stands.
func (c *clock) next() wire.Stamp {
	s := wire.Stamp{MS: c.ms, N: c.n, Site: c.site}
	switch wall := c.wall(); {
	case wall > c.ms:
		s.MS, s.N = wall, 0
	case c.n == math.MaxUint16:
		s.MS, s.N = c.ms+1, 0
	default:
		s.N++
	}
	return s
}

// see moves the clock up to a stamp that was made here or merged.
func (c *clock) see(s wire.Stamp) {
	if s.MS > c.ms || s.MS == c.ms && s.N > c.n {
		c.ms, c.n = s.MS, s.N
	}
}
