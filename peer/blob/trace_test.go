package blob

import (
	"encoding/json"
	"flag"
	"math"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "write the traces of windows anew")

const traceFile = "testdata/window.json"

// trace is a lane on one path, ack by ack: what the acks say, and what the
// window then decides. The TypeScript client replays the same file.
type trace struct {
	Name string `json:"name"`
	// Acks are [now, sent, received, bytes], times in 1/10 ms.
	Acks [][4]int64 `json:"acks"`
	// Decisions after each ack are [window in bytes, payload of the next
	// block, bytes sent so far].
	Decisions [][3]int64 `json:"decisions"`
}

type tracedPath struct {
	name            string
	bytesPerTick    float64
	oneWay, offset  int64 // ticks
	narrowsTo       float64
	jitter, thinned int64
}

// run drives a window by a bottleneck in whole ticks, so that both languages
// compute with the same numbers.
func (p tracedPath) run(acks int) trace {
	type block struct{ sent, at, bytes int64 }
	t := trace{Name: p.name}
	w := NewWindow()
	var onTheWay []block
	var sent, now, freeAt int64
	state := uint32(7)
	for len(t.Acks) < acks {
		for w.MaySend(w.Payload(), 0) {
			n := w.Payload()
			w.Sent(n)
			sent += int64(n)
			rate := p.bytesPerTick
			if p.narrowsTo > 0 && len(t.Acks) > acks/2 {
				rate = p.narrowsTo
			}
			freeAt = max(freeAt, now) + int64(float64(n)/rate)
			state = state*1664525 + 1013904223
			late := int64(0)
			if p.jitter > 0 {
				late = int64(state>>16) % p.jitter
			}
			onTheWay = append(onTheWay, block{now, freeAt + p.oneWay + late, sent})
		}
		next := onTheWay[0]
		onTheWay = onTheWay[1:]
		for i := int64(1); i < p.thinned && len(onTheWay) > 0; i++ {
			next, onTheWay = onTheWay[0], onTheWay[1:]
		}
		now = max(now, next.at+p.oneWay)
		ack := [4]int64{now, next.sent, int64(uint32(next.at + p.offset)), next.bytes}
		w.Acked(float64(now)/TicksPerMs, uint32(ack[1]), uint32(ack[2]), uint64(ack[3]))
		t.Acks = append(t.Acks, ack)
		t.Decisions = append(t.Decisions, [3]int64{int64(math.Round(w.Bytes())), int64(w.Payload()), sent})
	}
	return t
}

func TestWindowDecidesAsTheTracesSay(t *testing.T) {
	paths := []tracedPath{
		{name: "20 Mbit/s, 40 ms", bytesPerTick: 250, oneWay: 200},
		{name: "2 Mbit/s, 200 ms, clocks apart", bytesPerTick: 25, oneWay: 1000, offset: -5_000_000},
		{name: "100 Mbit/s, 20 ms, every second block acknowledged", bytesPerTick: 1250, oneWay: 100, thinned: 2},
		{name: "20 Mbit/s that narrow to 4, with jitter", bytesPerTick: 250, oneWay: 150, narrowsTo: 50, jitter: 80},
	}
	var got []trace
	for _, p := range paths {
		got = append(got, p.run(400))
	}
	if *update {
		b, err := json.Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(traceFile, append(b, '\n'), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(traceFile)
	if err != nil {
		t.Fatal(err)
	}
	var want []trace
	if err := json.Unmarshal(b, &want); err != nil || len(want) != len(paths) {
		t.Fatalf("%d traces: %v", len(want), err)
	}
	for i, w := range want {
		for n := range w.Decisions {
			if w.Acks[n] != got[i].Acks[n] || w.Decisions[n] != got[i].Decisions[n] {
				t.Errorf("%s, ack %d: %v gives %v, want %v", w.Name, n, got[i].Acks[n], got[i].Decisions[n], w.Decisions[n])
				break
			}
		}
	}
}
