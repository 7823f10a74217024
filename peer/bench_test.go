package peer

import (
	"slices"
	"testing"
	"time"
)

// BenchmarkJoin measures from Join to the panel open on both sides, with
// matching words: go test -bench Join -benchtime 20x ./peer
func BenchmarkJoin(b *testing.B) {
	var took []time.Duration
	for b.Loop() {
		b.StopTimer()
		r := newRoom(b)
		first := r.join(b, "Lucia")
		b.StartTimer()
		began := time.Now()
		second := r.join(b, "Emil")
		connect(b, first, second)
		took = append(took, time.Since(began))
		b.StopTimer()
		second.leave(b)
		first.leave(b)
		b.StartTimer()
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms/median")
}

// BenchmarkBlob measures how fast a picture goes over one lane on loopback.
func BenchmarkBlob(b *testing.B) {
	content := noise(b, 2400, 1800)
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		b.StopTimer()
		r := newRoom(b)
		first, second := r.join(b, "Lucia"), r.join(b, "Emil")
		connect(b, first, second)
		b.StartTimer()
		hash := first.addReady(b, content)
		eventually(b, "the picture", func() bool { _, here := second.Blob(hash); return here })
		b.StopTimer()
		second.leave(b)
		first.leave(b)
		b.StartTimer()
	}
}
