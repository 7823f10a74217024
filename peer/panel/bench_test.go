package panel

import (
	"fmt"
	"testing"

	"github.com/coviewer/coviewer/peer/wire"
)

// BenchmarkMerge10000 decodes and merges 10,000 writes of two peers, one write a
// message, as a long session between them would leave. It has to stay below a
// second.
func BenchmarkMerge10000(b *testing.B) {
	var messages [][]byte
	size := 0
	for i := range 10000 {
		s := set{"x2": int64(i), "y2": int64(-i)}
		if i < 2000 {
			s = anArrow()
		}
		site := []string{"sitea000", "siteb000"}[i%2]
		m, err := wire.AppendEncode(nil, wire.Writes{Writes: []wire.Write{{
			Stamp: wire.Stamp{MS: 1795368000000 + int64(i/4), N: uint16(i % 4), Site: site}, ID: fmt.Sprintf("element%04d", (i/2)%1000), Set: s,
		}}})
		if err != nil {
			b.Fatal(err)
		}
		messages, size = append(messages, m), size+len(m)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		p := New("sitex000", func() int64 { return 0 })
		for _, message := range messages {
			m, err := wire.Decode(wire.ChannelPanel, message)
			if err != nil {
				b.Fatal(err)
			}
			if _, refused := p.Merge(m.(wire.Writes).Writes, wire.MaxSafeInteger); refused != nil {
				b.Fatal(refused)
			}
		}
		if len(p.elements) != 1000 {
			b.Fatalf("%d elements", len(p.elements))
		}
	}
}
