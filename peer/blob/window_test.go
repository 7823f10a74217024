package blob

import (
	"testing"
)

func TestWindowFillsTheLinkWithoutAQueue(t *testing.T) {
	for name, change := range map[string]func(*simulatedLink){
		"20 Mbit/s, 40 ms":            func(*simulatedLink) {},
		"20 Mbit/s, 4 ms":             func(l *simulatedLink) { l.oneWay = 2 },
		"2 Mbit/s, 40 ms":             func(l *simulatedLink) { l.rate = 250 },
		"50 Mbit/s, 100 ms":           func(l *simulatedLink) { l.rate, l.oneWay = 6250, 50 },
		"100 Mbit/s, 20 ms":           func(l *simulatedLink) { l.rate, l.oneWay = 12500, 10 },
		"20 Mbit/s, receiver earlier": func(l *simulatedLink) { l.offset = -5000 },
	} {
		t.Run(name, func(t *testing.T) {
			l := newLink()
			change(l)
			l.run(10_000)
			share, p99 := l.share(0, 0), percentile(l.waits, 0.99)
			t.Logf("%.1f %% of cap, queue p50 %.1f ms, p99 %.1f ms", share*100, percentile(l.waits, 0.5), p99)
			if share < 0.85 {
				t.Errorf("goodput is %.0f %% of the cap", share*100)
			}
			if limit := 30 + 2*float64(MinChunkBytes)/l.rate; p99 > limit {
				t.Errorf("queueing delay p99 is %.1f ms, more than %.1f", p99, limit)
			}
		})
	}
}

// The lane's own standing queue must not become the base when the samples of
// the empty path are forgotten.
func TestWindowDoesNotTakeItsQueueForThePath(t *testing.T) {
	l := newLink()
	l.run(100_000)
	l.waits = nil
	before := l.arrived
	l.run(200_000)
	if p99 := percentile(l.waits, 0.99); p99 > 15 {
		t.Errorf("after 100 s the queue is %.1f ms (p99)", p99)
	}
	if share := l.share(100_000, before); share < 0.85 {
		t.Errorf("after 100 s goodput is %.0f %%", share*100)
	}
}

// A base that is too low starves the lane until it is forgotten: a single
// stamp that lies by 30 ms, and a path that becomes longer.
func TestWindowForgetsABaseThatIsTooLow(t *testing.T) {
	t.Run("a stamp that lies", func(t *testing.T) {
		l := newLink()
		l.run(3_000)
		lied := false
		l.wrong = func(_ float64, received uint32) uint32 {
			if lied {
				return received
			}
			lied = true
			return received - 30*TicksPerMs
		}
		recovers(t, l)
	})
	t.Run("a longer path", func(t *testing.T) {
		l := newLink()
		l.run(3_000)
		l.oneWay += 60
		recovers(t, l)
	})
}

func recovers(t *testing.T, l *simulatedLink) {
	t.Helper()
	since := l.now
	l.run(since + 5_000) // FloorMs, the way down, and a start
	before := l.arrived
	l.run(since + 10_000)
	if share := l.share(since+5_000, before); share < 0.8 {
		t.Errorf("still at %.0f %% of the cap 5 s later, base %.1f, window %.0f", share*100, l.window.base.least(), l.window.Bytes())
	}
}

func TestWindowYieldsWhenThePathNarrows(t *testing.T) {
	l := newLink()
	l.run(5_000)
	l.rate /= 4
	l.run(6_500)
	l.waits = nil
	before := l.arrived
	l.run(10_000)
	if p99 := percentile(l.waits, 0.99); p99 > 60 {
		t.Errorf("queue on the narrower path: p99 %.1f ms", p99)
	}
	if share := l.share(6_500, before); share < 0.8 {
		t.Errorf("goodput on the narrower path %.0f %%", share*100)
	}
}

func TestWindowDoesNotGrowWhileNothingIsSent(t *testing.T) {
	l := newLink()
	l.run(2_000)
	window := l.window.Bytes()
	l.paused = true
	l.run(10_000)
	if after := l.window.Bytes(); after > window+MaxChunkBytes {
		t.Errorf("grew from %.0f to %.0f while idle", window, after)
	}
	if l.window.InFlight() != 0 {
		t.Errorf("%.0f bytes still in flight", l.window.InFlight())
	}
}

func TestWindowStartsSmall(t *testing.T) {
	w := NewWindow()
	sent := 0
	for w.MaySend(w.Payload(), 0) {
		w.Sent(w.Payload())
		sent += w.Payload() + BlockHeaderBytes
	}
	if sent != MinWindowBytes {
		t.Errorf("the first burst is %d bytes, want %d", sent, MinWindowBytes)
	}
}

func TestWindowWaitsForTheBuffer(t *testing.T) {
	w := NewWindow()
	if w.MaySend(w.Payload(), 1) {
		t.Error("sent into a buffer that is not empty")
	}
	w.rate.perMs = FastRate + 1000
	if !w.MaySend(w.Payload(), FastBufferMs*FastRate) {
		t.Error("a fast lane must not wait for an empty buffer")
	}
	if w.MaySend(w.Payload(), 3*FastBufferMs*FastRate) {
		t.Error("a fast lane must not flood the buffer either")
	}
}

func TestWindowIgnoresAcksOfWhatWasNeverSent(t *testing.T) {
	w := NewWindow()
	w.Sent(1000)
	if w.Acked(10, Ticks(5), Ticks(7), 1001) {
		t.Error("an ack of more than was sent was taken in")
	}
	if w.InFlight() != 1000 || w.Bytes() != MinWindowBytes {
		t.Errorf("in flight %v, window %v", w.InFlight(), w.Bytes())
	}
}

func TestWindowSurvivesWrappingStamps(t *testing.T) {
	l := newLink()
	l.offset = (1<<32-1)/TicksPerMs - 2_000 // wraps 2 s into the run
	l.run(6_000)
	if share := l.share(0, 0); share < 0.85 {
		t.Errorf("goodput %.0f %% across a wrap", share*100)
	}
}
