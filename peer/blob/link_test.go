package blob

import (
	"container/heap"
	"math"
	"slices"
)

// simulatedLink is a bottleneck with a drop-tail queue, a way back for acks,
// and one lane that always has something to send. Time is a number.
type simulatedLink struct {
	rate    float64 // bytes a ms
	oneWay  float64 // ms, each direction
	queueMs float64 // longer than this is dropped
	offset  float64 // receiver's clock − sender's clock
	// wrong changes the stamp of an ack, to lie to the window.
	wrong func(now float64, received uint32) uint32

	now, free float64 // free: when the bottleneck has sent everything
	coming    arrivals
	arrived   float64
	waits     []float64 // queueing delay of each block
	window    *Window
	paused    bool
}

type arrival struct {
	at             float64
	ack            bool
	payload        int
	sent, received uint32
	bytes          uint64
}

type arrivals []arrival

func (a arrivals) Len() int           { return len(a) }
func (a arrivals) Less(i, j int) bool { return a[i].at < a[j].at }
func (a arrivals) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }
func (a *arrivals) Push(x any)        { *a = append(*a, x.(arrival)) }
func (a *arrivals) Pop() any {
	last := (*a)[len(*a)-1]
	*a = (*a)[:len(*a)-1]
	return last
}

func newLink() *simulatedLink {
	return &simulatedLink{rate: 2500, oneWay: 20, queueMs: 100, offset: 123_456.7, window: NewWindow()}
}

// overhead is what DTLS, SCTP, UDP and IP add (measured: 92.8 % of a full packet is payload).
const overhead = 1 / 0.928

// retransmitMs is after how long SCTP sends a lost block again.
const retransmitMs = 200

func (l *simulatedLink) run(until float64) {
	l.pump()
	for len(l.coming) > 0 && l.coming[0].at <= until {
		a := heap.Pop(&l.coming).(arrival)
		l.now = a.at
		if a.ack {
			received := a.received
			if l.wrong != nil {
				received = l.wrong(l.now, received)
			}
			l.window.Acked(l.now, a.sent, received, a.bytes)
			l.pump()
			continue
		}
		l.arrived += float64(a.payload)
		a.received, a.bytes, a.ack = Ticks(a.at+l.offset), uint64(l.arrived), true
		a.at += l.oneWay
		heap.Push(&l.coming, a)
	}
	l.now = until
}

func (l *simulatedLink) pump() {
	for !l.paused && l.window.MaySend(l.window.Payload(), 0) {
		payload := l.window.Payload()
		l.window.Sent(payload)
		l.transmit(arrival{payload: payload, sent: Ticks(l.now)}, l.now)
	}
}

func (l *simulatedLink) transmit(a arrival, at float64) {
	begin := max(at, l.free)
	for begin-at > l.queueMs {
		at += retransmitMs
		begin = max(at, l.free)
	}
	l.waits = append(l.waits, begin-at)
	l.free = begin + float64(a.payload+BlockHeaderBytes)*overhead/l.rate
	a.at = l.free + l.oneWay
	heap.Push(&l.coming, a)
}

// share is what arrived since a moment, of what the link could carry.
func (l *simulatedLink) share(since, arrivedBefore float64) float64 {
	return (l.arrived - arrivedBefore) / ((l.now - since) * l.rate / overhead)
}

func percentile(values []float64, p float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	if len(sorted) == 0 {
		return math.NaN()
	}
	return sorted[min(len(sorted)-1, int(p*float64(len(sorted))))]
}
