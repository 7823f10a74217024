package turnserver

import (
	"errors"
	"net"
	"time"
)

const (
	// maxAcceptFailures in a row end a listener. With the longest pause that is
	// a quarter of an hour without file descriptors.
	maxAcceptFailures = 900
	minAcceptPause    = 5 * time.Millisecond
	maxAcceptPause    = time.Second

	// maxReadFailures in a row end a UDP listener. The kernel reports what
	// went wrong with an earlier packet there, which is no reason to stop.
	maxReadFailures = 100
)

// accept takes connections until the listener is closed. It outlives a lack of
// file descriptors, which would end pion's own accept loop.
func (s *Server) accept(listener net.Listener) {
	failures, pause := 0, minAcceptPause
	for {
		conn, err := listener.Accept()
		switch {
		case err == nil:
			failures, pause = 0, minAcceptPause
			s.welcome(conn)
			continue
		case errors.Is(err, net.ErrClosed):
			return
		}
		failures++
		if failures == maxAcceptFailures {
			s.logger.Error("turn listener given up", "error", err)
			return
		}
		s.logger.Debug("turn accept", "error", err, "pause", pause)
		select {
		case <-s.closing:
			return
		case <-time.After(pause):
		}
		pause = min(2*pause, maxAcceptPause)
	}
}

func (s *Server) welcome(conn net.Conn) {
	one, ok := s.streams.add(conn, s.firstAllocationTimeout)
	if !ok {
		s.meter.streams.inc(streamEndLimit)
		// Not in this loop: TLS may wait seconds to say goodbye to a client that does not read.
		s.background.Go(func() { _ = conn.Close() })
		return
	}
	if err := s.serve(one, one.holds); err != nil {
		s.logger.Error("turn stream not served", "error", err)
		_ = one.Close()
	}
}

// datagrams is a UDP listener that outlives single errors, which would end
// pion's read loop and with it every relay on the socket.
type datagrams struct {
	net.PacketConn
	failures int // owned by pion's read loop
}

// ReadFrom implements net.PacketConn.
func (d *datagrams) ReadFrom(buffer []byte) (int, net.Addr, error) {
	for {
		n, addr, err := d.PacketConn.ReadFrom(buffer)
		if err == nil {
			d.failures = 0
			return n, addr, nil
		}
		d.failures++
		if errors.Is(err, net.ErrClosed) || d.failures >= maxReadFailures {
			return 0, nil, err
		}
	}
}
