package blob

import "math"

// baseDelay is the least one-way sample of the last BaseMs, kept in slots. The
// zero value has seen nothing.
type baseDelay struct {
	seen   bool
	origin uint32 // the first sample, that differences may wrap
	slots  [BaseSlots]float64
	slot   int64 // the slot of the last sample
}

const slotMs = BaseMs / BaseSlots

// add takes a sample in and returns it in ms relative to the first one, and
// whether it is as low as any.
func (b *baseDelay) add(now float64, ticks uint32) (ms float64, isLeast bool) {
	if !b.seen {
		b.seen, b.origin, b.slot = true, ticks, int64(now/slotMs)
		b.clear(BaseSlots)
	}
	ms = float64(int32(ticks-b.origin)) / TicksPerMs
	if slot := int64(now / slotMs); slot > b.slot {
		steps := slot - b.slot
		b.slot = slot
		b.clear(steps)
	}
	before := b.least()
	at := &b.slots[b.slot%BaseSlots]
	*at = min(*at, ms)
	return ms, ms <= before
}

// clear forgets the last n slots up to the one of now.
func (b *baseDelay) clear(n int64) {
	for i := range min(n, BaseSlots) {
		b.slots[(b.slot-i+BaseSlots)%BaseSlots] = math.Inf(1)
	}
}

func (b *baseDelay) least() float64 {
	least := math.Inf(1)
	for _, ms := range b.slots {
		least = min(least, ms)
	}
	return least
}

// rateMeter measures what arrives, by the receiver's clock, and only while the
// sender keeps bytes in flight: a pause is no slow path.
type rateMeter struct {
	perMs   float64 // bytes
	running bool
	from    uint32 // receiver's ticks at which the interval began
	bytes   float64
}

func (r *rateMeter) add(received uint32, newly float64, idle bool) {
	if !r.running {
		// The first ack only marks the time: its bytes came before it.
		r.running, r.from, r.bytes = !idle, received, 0
		return
	}
	r.bytes += newly
	ms := float64(int32(received-r.from)) / TicksPerMs
	if ms >= RateMs {
		rate := r.bytes / ms
		if r.perMs > 0 {
			rate = RateKept*r.perMs + (1-RateKept)*rate
		}
		r.perMs, r.from, r.bytes = rate, received, 0
	}
	r.running = !idle
}
