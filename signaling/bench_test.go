package signaling

import (
	"bytes"
	"errors"
	"io"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// sealedOf is about the size of a sealed description or candidate.
func sealedOf(n int) Box { return Box{Counter: 1, Sealed: strings.Repeat("A", n)} }

// BenchmarkPair is all that one call costs the service, both clients included:
// connect, join with an offer, answer, four candidates each way, leave.
func BenchmarkPair(b *testing.B) {
	v := start(b, func(c *Config) {
		c.JoinsPerSecond, c.JoinBurst = 1e6, 1e6
		c.SessionsPerAddress = c.MaxSessions
	})
	offer, answer, candidate := sealedOf(2400), sealedOf(2000), sealedOf(400)
	b.ReportAllocs()
	for b.Loop() {
		first, w1 := v.joinAs(Join{Room: roomA, Kind: KindBrowser, Instance: instance1, Offer: &offer})
		second, w2 := v.joinAs(Join{Room: roomA, Kind: KindHeadless, Instance: instance2})
		receive[PeerJoined](first)
		second.send(SendBox{To: w1.Peer, Box: answer})
		receive[PeerBox](first)
		for range 4 {
			first.send(SendBox{To: w2.Peer, Box: candidate})
			second.send(SendBox{To: w1.Peer, Box: candidate})
			receive[PeerBox](first)
			receive[PeerBox](second)
		}
		second.send(Leave{})
		second.closed(CloseLeft)
		receive[PeerLeft](first)
		first.send(Leave{})
		first.closed(CloseLeft)
	}
}

// BenchmarkForward is one box from socket to socket.
func BenchmarkForward(b *testing.B) {
	v := start(b, func(c *Config) { c.MessagesPerSecond, c.MessageBurst = 1e9, 1e9 })
	first, w1 := v.join(roomA)
	second, _ := v.join(roomA)
	receive[PeerJoined](first)
	box := sealedOf(400)
	b.ReportAllocs()
	for b.Loop() {
		second.send(SendBox{To: w1.Peer, Box: box})
		receive[PeerBox](first)
	}
}

// BenchmarkIdle tells the memory of an idle session. The clients are bare
// sockets, so that what is measured is the server's.
func BenchmarkIdle(b *testing.B) {
	const sessions = 1000
	v := start(b, func(c *Config) {
		c.JoinsPerSecond, c.JoinBurst = 1e6, 1e6
		c.SessionsPerAddress = c.MaxSessions
	})
	sockets := make([]net.Conn, 0, sessions)
	b.Cleanup(func() { // of a round that failed, or the server would wait for it
		for _, socket := range sockets {
			_ = socket.Close()
		}
	})
	for b.Loop() {
		before := inUse()
		sockets = sockets[:0]
		for n := range sessions {
			sockets = append(sockets, v.bareJoin(b, roomOf(n)))
		}
		b.ReportMetric(float64(inUse()-before)/sessions, "B/session")
		for _, socket := range sockets {
			bareLeave(b, socket)
		}
		v.until("all gone", func(s Stats) bool { return s == Stats{} })
	}
}

// bareLeave gives the place up, or the next round would find the rooms full,
// and hangs up without TIME_WAIT, or the rounds would run out of ports.
func bareLeave(b *testing.B, socket net.Conn) {
	leave, err := Encode(Leave{})
	if err == nil {
		_, err = socket.Write(maskedFrame(websocket.TextMessage, true, leave))
	}
	if err == nil {
		err = readUntil(socket, CloseLeft.Reason())
	}
	if err == nil {
		err = socket.(*net.TCPConn).SetLinger(0)
	}
	if err = errors.Join(err, socket.Close()); err != nil {
		b.Fatal(err)
	}
}

// bareJoin joins without a WebSocket library.
func (v *service) bareJoin(b *testing.B, room string) net.Conn {
	socket, err := v.dial(b.Context(), "tcp", v.address())
	if err != nil {
		b.Fatal(err)
	}
	join, err := Encode(Join{Room: room, Kind: KindBrowser, Instance: instance1})
	if err != nil {
		b.Fatal(err)
	}
	upgrade := "GET " + Path + " HTTP/1.1\r\nHost: " + v.address() + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: " + Subprotocol + "\r\n\r\n"
	for _, step := range []struct {
		send []byte
		want string
	}{
		{[]byte(upgrade), "\r\n\r\n"},
		{maskedFrame(websocket.TextMessage, true, join), `"capacity"`},
	} {
		if _, err := socket.Write(step.send); err != nil {
			b.Fatal(err)
		}
		if err := readUntil(socket, step.want); err != nil {
			b.Fatal(err)
		}
	}
	return socket
}

func readUntil(r io.Reader, want string) error {
	var seen []byte
	chunk := make([]byte, 512)
	for !bytes.Contains(seen, []byte(want)) {
		n, err := r.Read(chunk)
		if err != nil {
			return err
		}
		seen = append(seen, chunk[:n]...)
	}
	return nil
}

// roomOf names one of 4,096 rooms.
func roomOf(n int) string {
	const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	return roomA[:len(roomA)-3] + string(digits[n>>6]) + string(digits[n&63]) + "w"
}

func inUse() int64 {
	runtime.GC()
	runtime.GC() // pools let go at the second
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapInuse + m.StackInuse)
}

func BenchmarkDecodeBox(b *testing.B) {
	text, err := Encode(SendBox{To: "abcdefgh", Box: sealedOf(400)})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := DecodeClient(text); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEncodeBox(b *testing.B) {
	m := PeerBox{From: "abcdefgh", Box: sealedOf(400)}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Encode(m); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkJoinLeave is the book alone.
func BenchmarkJoinLeave(b *testing.B) {
	book := newBook[int](MinCapacity, DefaultLimits())
	now := time.Now()
	b.ReportAllocs()
	for b.Loop() {
		book.join(1, Join{Room: roomA}, "abcdefgh", tokenHash{}, now)
		book.leave(1)
	}
}
