package turnserver

import (
	"fmt"
	"net"
	"syscall"
	"testing"
	"time"

	"github.com/pion/stun/v3"
)

// BenchmarkRelay measures what one packet costs on its way client → relay → peer
// (to-peer), and peer → relay → client (from-peer), over loopback, as ChannelData.
// ns/op is the time of a packet with one in flight; cpu-ns/op is what the
// process, with both ends in it, used: compare it with itself only.
func BenchmarkRelay(b *testing.B) {
	for _, size := range []int{100, 1200} {
		b.Run(fmt.Sprintf("to-peer/%d", size), func(b *testing.B) { benchmarkRelay(b, size, true) })
		b.Run(fmt.Sprintf("from-peer/%d", size), func(b *testing.B) { benchmarkRelay(b, size, false) })
	}
}

func benchmarkRelay(b *testing.B, size int, outward bool) {
	s := startServer(b, func(c *Config) {
		c.DevelopmentLoopback = true
		c.BytesPerSecondPerAllocation = 1 << 30
		c.Now = time.Now
		c.Logger = nil
	})
	s.clock.advance(time.Since(s.clock.Now())) // credentials of today
	c, far := s.raw(b, s.udp, "room/ana"), listenUDP(b)
	allocated := c.expect(0, stun.MethodAllocate, udpTransport)
	var relayed stun.XORMappedAddress
	if err := relayed.GetFromAs(allocated, stun.AttrXORRelayedAddress); err != nil {
		b.Fatal(err)
	}
	c.expect(0, stun.MethodChannelBind, channelNumber(0x4000), peerAddress(udpAddr(b, far.LocalAddr())))

	if err := c.conn.SetReadDeadline(time.Time{}); err != nil {
		b.Fatal(err)
	}
	frame := append([]byte{0x40, 0, byte(size >> 8), byte(size)}, make([]byte, size)...)
	to := &net.UDPAddr{IP: relayed.IP, Port: relayed.Port}
	buffer := make([]byte, maxDatagramBytes)
	b.SetBytes(int64(size))
	b.ReportAllocs()
	cpu := cpuTime(b)
	for b.Loop() {
		var err error
		if outward {
			if _, err = c.conn.Write(frame); err == nil {
				_, _, err = far.ReadFrom(buffer)
			}
		} else {
			if _, err = far.WriteTo(frame[channelHeaderBytes:], to); err == nil {
				_, err = c.conn.Read(buffer)
			}
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(cpuTime(b)-cpu)/float64(b.N), "cpu-ns/op")
}

func cpuTime(b *testing.B) time.Duration {
	b.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// BenchmarkPolicy is the part of every packet that is ours.
func BenchmarkPolicy(b *testing.B) {
	p, err := newPolicy(testConfig())
	if err != nil {
		b.Fatal(err)
	}
	to := udpAddr(b, udp("1.1.1.1:443"))
	for b.Loop() {
		p.endpoint(to)
	}
}
