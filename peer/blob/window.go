package blob

import "math"

// The constants of the delay-steered window. The TypeScript client has the
// same names and values; what was measured behind them is told beside each.
const (
	// TicksPerMs is the resolution of the stamps in blocks and acks.
	TicksPerMs = 10
	// MinChunkBytes and MaxChunkBytes bound a block. In a browser a message
	// is not interleaved: at 20 Mbit/s one of 64 KiB holds up others by 26 ms.
	MinChunkBytes = 4 << 10
	MaxChunkBytes = 64 << 10
	// BlockHeaderBytes is what a block takes beside its payload.
	BlockHeaderBytes = 24
	// ChunkMs is how much of the rate one block may take.
	ChunkMs = 4
	// MinWindowBytes is also where a lane starts: SCTP's own first window is
	// about 12 KB, and a first burst above it only queues.
	MinWindowBytes = 2 * MinChunkBytes
	MaxWindowBytes = 16 << 20
	// TargetDelayMs is the queue that a lane aims at, to which half a
	// chunk's time is added: it cannot measure more finely than its chunks.
	TargetDelayMs = 5
	// StartShare of the least round trip may queue before a start is over.
	StartShare = 1.0 / 8
	// GrowthShare is how much a window far below the path grows a round trip:
	// by chunks alone, a long fat pipe would take seconds.
	GrowthShare = 1.0 / 8
	// FarAboveTarget × the target means that somebody else needs the path.
	FarAboveTarget = 3
	FarCut         = 0.7
	// DelaySamples is how many of the last samples the delay is the least
	// of: a single late one says nothing.
	DelaySamples = 4
	// BaseMs is how far back the base delay is looked for, in slots, so that
	// a path that became longer is believed after a while.
	BaseMs    = 30_000
	BaseSlots = 10
	// DrainAfterMs without a new lowest delay the window is halved for one
	// round trip. Without it the lane's own standing queue would become the
	// base when the last honest sample is forgotten.
	DrainAfterMs = 20_000
	DrainCut     = 0.5
	// FloorMs at the smallest window means that the base is wrong: a base
	// that is too low starves a lane for good.
	FloorMs = 1_500
	// RateMs is over how long the rate is measured, RateKept how much of the
	// rate before is kept.
	RateMs   = 50
	RateKept = 0.5
	// Above FastRate (bytes a ms: 32 Mbit/s) a sender that waits for an
	// empty buffer cannot keep up; it may have FastBufferMs of the rate in it.
	FastRate     = 4_000
	FastBufferMs = 2
)

// Window says when a lane may send the next block, and how large it is.
//
// Rules:
//
//  1. A block goes out while bytes not acknowledged + block ≤ window and the
//     channel's buffer is empty (above FastRate: ≤ FastBufferMs of the rate).
//     An ack carries the bytes received so far; the highest one counts.
//  2. A sample is receiver's clock at arrival − sender's clock at send(). Base
//     is the least sample of the last BaseMs, queueing delay the least of the
//     last DelaySamples − base. Clocks need not agree: only differences count.
//  3. Starting: the window grows by the bytes acknowledged until the queueing
//     delay passes the target, or StartShare of the least round trip if that is
//     more: the bursts of a growing window queue long before the path is full.
//     Then the queue's share of the round trip is cut off, once.
//  4. Afterwards the window changes by chunk × (target − delay) / target, at
//     most one chunk up or down, for each window's worth of bytes
//     acknowledged; while the delay is below half of the target by GrowthShare
//     of itself, if that is more than a chunk. It grows only while it is what
//     limits the sender. Above FarAboveTarget × target it is cut by FarCut, at
//     most once a round trip.
//  5. DrainAfterMs after the base was last met: cut by DrainCut for a round trip.
//  6. FloorMs at MinWindowBytes: forget base and round trip and start again.
//  7. Chunk: the largest power of two ≤ ChunkMs of the rate and ≤ half the
//     window, so that one block that waits for its ack never stops the lane.
//
// Times are milliseconds of the sender's own monotonic clock.
type Window struct {
	window   float64
	starting bool
	sent     float64 // payload bytes handed to the channel
	acked    float64 // highest Bytes of an ack
	limited  bool    // whether the window stopped the sender since the last ack

	base    baseDelay
	recent  [DelaySamples]float64
	samples int
	rtt     float64 // least round trip seen
	rate    rateMeter

	cutAt     float64 // no second cut before
	drainedAt float64 // when the base was last met or drained for
	resume    float64 // window to go back to after a drain; 0: none
	resumeAt  float64
	flooredAt float64 // since when at the floor; negative: not
}

// NewWindow makes the window of a new lane.
func NewWindow() *Window {
	return &Window{window: MinWindowBytes, starting: true, rtt: math.Inf(1), flooredAt: -1}
}

// Ticks is the stamp of a moment, as blocks carry it.
func Ticks(ms float64) uint32 { return uint32(uint64(ms * TicksPerMs)) }

// Payload is how many bytes of a blob the next block should carry.
func (w *Window) Payload() int { return w.chunk() - BlockHeaderBytes }

func (w *Window) chunk() int {
	most := min(ChunkMs*w.rate.perMs, w.window/2)
	chunk := MinChunkBytes
	for chunk < MaxChunkBytes && float64(2*chunk) <= most {
		chunk *= 2
	}
	return chunk
}

// MaySend says whether a block with this payload may go out now; buffered is
// what the channel has not sent yet.
func (w *Window) MaySend(payload, buffered int) bool {
	if w.InFlight()+float64(payload) > w.window {
		w.limited = true
		return false
	}
	allowance := 0.0
	if w.rate.perMs > FastRate {
		allowance = FastBufferMs * w.rate.perMs
	}
	return float64(buffered) <= allowance
}

// Sent notes that a block went into the channel.
func (w *Window) Sent(payload int) { w.sent += float64(payload) }

// InFlight is how many bytes are not acknowledged.
func (w *Window) InFlight() float64 { return w.sent - w.acked }

// Rate is the measured rate in bytes a millisecond.
func (w *Window) Rate() float64 { return w.rate.perMs }

// Bytes is the size of the window.
func (w *Window) Bytes() float64 { return w.window }

// QueueingDelay is how long, in ms, a byte now waits on the way.
func (w *Window) QueueingDelay() float64 {
	if w.samples == 0 {
		return 0
	}
	least := math.Inf(1)
	for i := range min(w.samples, DelaySamples) {
		least = min(least, w.recent[i])
	}
	return max(0, least-w.base.least())
}

// Acked takes an acknowledgement in: the stamps that it carries, and how many
// payload bytes had arrived on the lane. One that claims more than was sent is
// ignored; false then.
func (w *Window) Acked(now float64, sent, received uint32, bytes uint64) bool {
	if float64(bytes) > w.sent {
		return false
	}
	newly := max(0, float64(bytes)-w.acked)
	w.acked += newly
	w.rtt = min(w.rtt, max(0.1, float64(Ticks(now)-sent)/TicksPerMs))
	w.rate.add(received, newly, w.InFlight() <= 0)
	w.sample(now, received-sent)
	w.steer(now, newly)
	w.limited = w.limited && w.InFlight() > w.window/2
	return true
}

func (w *Window) sample(now float64, ticks uint32) {
	delay, isLeast := w.base.add(now, ticks)
	if isLeast {
		w.drainedAt = now
	}
	w.recent[w.samples%DelaySamples] = delay
	w.samples++
}

// target is the queueing delay aimed at.
func (w *Window) target() float64 {
	if w.rate.perMs == 0 {
		return TargetDelayMs
	}
	return TargetDelayMs + float64(w.chunk())/w.rate.perMs/2
}

func (w *Window) steer(now, newly float64) {
	delay, target := w.QueueingDelay(), w.target()
	switch {
	case w.resume > 0:
		w.endDrain(now)
	case w.starting && delay <= max(target, StartShare*w.rtt):
		w.window += newly
	case w.starting:
		w.starting = false
		w.window *= w.rtt / (w.rtt + delay)
		w.cutAt = now + w.rtt + delay
	case delay > FarAboveTarget*target:
		if now >= w.cutAt {
			w.window *= FarCut
			w.cutAt = now + w.rtt + delay
		}
	case now-w.drainedAt > DrainAfterMs:
		w.resume, w.resumeAt = w.window, now+w.rtt+delay
		w.drainedAt = now
		w.window *= DrainCut
	default:
		w.approach(delay, target, newly)
	}
	w.window = min(max(w.window, MinWindowBytes), MaxWindowBytes)
	w.watchFloor(now)
}

func (w *Window) approach(delay, target, newly float64) {
	step := max(-1, (target-delay)/target)
	if step > 0 && !w.limited {
		return // a window that nobody fills proves nothing
	}
	size := float64(w.chunk())
	if delay < target/2 {
		size = max(size, GrowthShare*w.window)
	}
	w.window += step * size * newly / w.window
}

func (w *Window) endDrain(now float64) {
	if now >= w.resumeAt {
		w.window, w.resume = w.resume, 0
	}
}

func (w *Window) watchFloor(now float64) {
	switch {
	case w.window > MinWindowBytes || w.starting:
		w.flooredAt = -1
	case w.flooredAt < 0:
		w.flooredAt = now
	case now-w.flooredAt >= FloorMs:
		w.base, w.samples, w.rtt = baseDelay{}, 0, math.Inf(1)
		w.starting, w.flooredAt = true, -1
	}
}
