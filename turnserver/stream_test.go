package turnserver

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"math/big"
	"net"
	"os"
	"runtime"
	"testing"
	"testing/synctest"
	"time"

	"github.com/pion/stun/v3"
)

// ended waits until the server has closed the connection.
func ended(t *testing.T, conn net.Conn) {
	t.Helper()
	if err := conn.SetReadDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, conn); errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatalf("connection still open after %v", patience)
	}
}

func TestHostileStreamsEnd(t *testing.T) {
	for _, row := range []struct {
		name, wire string
		reason     streamEnd
		patience   time.Duration
	}{
		{"STUN length 0xFFEC", "0001 ffec" + headerOf, streamEndFrame, time.Hour},
		{"channel length 0xFFFC", channel4000 + "fffc 0000000000000000", streamEndFrame, time.Hour},
		{"channel length 0xFFFF", channel4000 + "ffff", streamEndFrame, time.Hour},
		{"not STUN", "ffffffff ffffffff", streamEndFrame, time.Hour},
		{"silent", "", streamEndNoAllocation, 20 * time.Millisecond},
		{"half a frame", channel4000 + "0040 00", streamEndNoAllocation, 20 * time.Millisecond},
		{"asks and never allocates", bindingHex, streamEndNoAllocation, 20 * time.Millisecond},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := startServer(t, func(c *Config) { c.FirstAllocationTimeout = row.patience })
			c := s.raw(t, s.tcp, "x")
			c.write(unhex(t, row.wire))
			ended(t, c.conn)
			eventually(t, "stream counted as ended", func() bool {
				return s.meter.streams.get(row.reason) == 1 && s.Stats().Streams == 0
			})
		})
	}
}

func TestDribbledFrames(t *testing.T) {
	const connections, maxGrowth = 4, 1 << 20
	s := startServer(t, nil)
	stack := func() uint64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.StackInuse
	}
	before := stack()
	for range connections {
		c := s.raw(t, s.tcp, "x")
		big := unhex(t, "0001 05dc"+headerOf) // 1,520 bytes in all
		frame := append(big, make([]byte, 1500)...)
		for i := range frame {
			c.write(frame[i : i+1])
		}
		for _, b := range unhex(t, bindingHex) {
			c.write([]byte{b})
		}
		response := &stun.Message{Raw: c.read()}
		if err := response.Decode(); err != nil || response.Type != stun.BindingSuccess {
			t.Fatalf("binding request in pieces: %v, %v", response, err)
		}
	}
	if after := stack(); after > before+maxGrowth {
		t.Errorf("stacks grew by %d bytes", after-before)
	}
}

// An echo of 0 to 5 bytes comes back before anything else is sent: small
// ChannelData does not wait for the next frame.
func TestSmallChannelDataIsDeliveredAtOnce(t *testing.T) {
	s := startServer(t, development)
	other := listenUDP(t)
	c := s.raw(t, s.tcp, "room/ana")
	c.allocate()
	c.expect(0, stun.MethodChannelBind, channelNumber(0x4001), peerAddress(udpAddr(t, other.LocalAddr())))
	for size := range 6 {
		data := bytes.Repeat([]byte{'a'}, size)
		frame := append([]byte{0x40, 0x01, 0, byte(size)}, data...)
		frame = append(frame, make([]byte, padded(size)-size)...)
		c.write(frame)
		text, from := receive(t, other)
		if text != string(data) {
			t.Fatalf("size %d: got %q", size, text)
		}
		if _, err := other.WriteTo(data, from); err != nil {
			t.Fatal(err)
		}
		if got := c.read(); !bytes.Equal(got, frame) {
			t.Fatalf("size %d: %x came back as %x", size, frame, got)
		}
	}
}

func TestTLSListener(t *testing.T) {
	s := startServer(t, func(c *Config) {
		c.StreamListeners[0] = tls.NewListener(c.StreamListeners[0], &tls.Config{Certificates: []tls.Certificate{certificate(t)}, MinVersion: tls.VersionTLS12})
	})
	c := s.raw(t, s.tcp, "room/ana")
	c.conn = tls.Client(c.conn, &tls.Config{InsecureSkipVerify: true}) //nolint:gosec // a certificate made for this test
	c.allocate()
	c.expect(0, stun.MethodCreatePermission, peer("1.1.1.1:1"))

	plain := s.raw(t, s.tcp, "x") // no TLS
	plain.write(unhex(t, bindingHex))
	ended(t, plain.conn)
}

func TestStreamLimit(t *testing.T) {
	s := startServer(t, func(c *Config) { c.MaxStreams = 2 })
	first, second := s.raw(t, s.tcp, "a"), s.raw(t, s.tcp, "b")
	first.allocate()
	second.allocate()
	third := s.raw(t, s.tcp, "c")
	ended(t, third.conn)
	if n := s.meter.streams.get(streamEndLimit); n != 1 {
		t.Errorf("counted %d times", n)
	}
	first.expect(0, stun.MethodRefresh)
	if err := second.conn.Close(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "place free, allocation gone with its stream", func() bool {
		stats := s.Stats()
		return stats.Streams == 1 && stats.Allocations == 1
	})
	s.raw(t, s.tcp, "d").allocate()
}

func TestStreamLivesWithItsAllocation(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMeter()
		here, there := net.Pipe()
		defer here.Close()
		s, ok := newStreams(1, m).add(there, 10*time.Second)
		if !ok {
			t.Fatal("no place for the first stream")
		}
		open := func() bool { return m.streams.sum() == 0 }
		time.Sleep(9 * time.Second) // the bubble's clock, not the machine's
		synctest.Wait()
		if !open() {
			t.Fatal("ended before its time")
		}
		s.holds(+1)
		time.Sleep(time.Hour)
		synctest.Wait()
		if !open() {
			t.Fatal("ended while it held an allocation")
		}
		s.holds(+1) // the next one came before the end of the last was told
		s.holds(-1)
		time.Sleep(time.Hour)
		synctest.Wait()
		if !open() {
			t.Fatal("ended while it held its second allocation")
		}
		s.holds(-1)
		time.Sleep(11 * time.Second)
		synctest.Wait()
		if m.streams.get(streamEndNoAllocation) != 1 {
			t.Error("a stream without an allocation did not end")
		}
	})
}

func TestSlowClientLosesItsStream(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMeter()
		here, there := net.Pipe() // nobody reads here
		defer here.Close()
		s, _ := newStreams(1, m).add(there, time.Hour)
		if _, err := s.WriteTo([]byte("data"), nil); err == nil {
			t.Error("write went through")
		}
		if m.streams.get(streamEndSlow) != 1 {
			t.Error("stream still open")
		}
	})
}

// flakyListener fails as a process without file descriptors does.
type flakyListener struct {
	net.Listener
	failures int // owned by the accept loop
}

func (l *flakyListener) Accept() (net.Conn, error) {
	if l.failures > 0 {
		l.failures--
		return nil, errors.New("too many open files")
	}
	return l.Listener.Accept()
}

func TestAcceptOutlivesErrors(t *testing.T) {
	s := startServer(t, func(c *Config) {
		c.StreamListeners[0] = &flakyListener{Listener: c.StreamListeners[0], failures: 3}
	})
	s.raw(t, s.tcp, "room/ana").allocate()
}

// flakyPacketConn fails as a socket does to which the network reported an error.
type flakyPacketConn struct {
	net.PacketConn
	failures int
}

func (c *flakyPacketConn) ReadFrom(b []byte) (int, net.Addr, error) {
	if c.failures > 0 {
		c.failures--
		return 0, nil, errors.New("connection refused")
	}
	return c.PacketConn.ReadFrom(b)
}

func TestReadOutlivesErrors(t *testing.T) {
	s := startServer(t, func(c *Config) {
		c.PacketConns[0] = &flakyPacketConn{PacketConn: c.PacketConns[0], failures: maxReadFailures - 1}
	})
	s.raw(t, s.udp, "room/ana").allocate()

	broken := &datagrams{PacketConn: &flakyPacketConn{failures: maxReadFailures}}
	if _, _, err := broken.ReadFrom(nil); err == nil {
		t.Error("an endless row of errors has no end")
	}
}

func certificate(t *testing.T) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}
