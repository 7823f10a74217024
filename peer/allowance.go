package peer

import "time"

// allowance says how often another side may make this one do something that
// costs: a few times at once, then one each interval. What comes beyond is left
// undone, so that a hostile peer cannot have connections opened without end.
type allowance struct {
	burst    int
	interval time.Duration

	used  int
	since time.Time
}

// take reports whether it may be done once more now.
func (a *allowance) take(now time.Time) bool {
	if a.since.IsZero() {
		a.since = now
	}
	earned := int(now.Sub(a.since) / a.interval)
	a.used = max(0, a.used-earned)
	a.since = a.since.Add(time.Duration(earned) * a.interval)
	if a.used >= a.burst {
		return false
	}
	a.used++
	return true
}
