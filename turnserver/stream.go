package turnserver

import (
	"bufio"
	"errors"
	"net"
	"sync"
	"time"
)

// slowClientTimeout is how long one write to a stream may take. A client that
// does not read for so long loses its stream, not only its packets: a
// half-written frame cannot be taken back.
const slowClientTimeout = 10 * time.Second

// stream makes one accepted TCP or TLS connection a net.PacketConn for pion:
// one whole frame per ReadFrom. It lives as long as it holds an allocation,
// and for a short while before and after.
type stream struct {
	net.Conn // read by pion's loop only; writes may come from several goroutines
	reader   *bufio.Reader
	owner    *streams
	patience time.Duration

	mu          sync.Mutex
	allocations int
	closed      bool
	impatient   *time.Timer // ends the stream; runs while allocations is 0
}

func newStream(conn net.Conn, owner *streams, patience time.Duration) *stream {
	s := &stream{Conn: conn, owner: owner, patience: patience, reader: bufio.NewReaderSize(conn, maxDatagramBytes)}
	s.mu.Lock() // the timer may fire before it is stored
	defer s.mu.Unlock()
	s.impatient = time.AfterFunc(patience, func() { _ = s.end(streamEndNoAllocation) })
	return s
}

// ReadFrom implements net.PacketConn. A first read also does the TLS handshake,
// under the same patience.
func (s *stream) ReadFrom(buffer []byte) (int, net.Addr, error) {
	n, err := readFrame(s.reader, buffer)
	if err != nil {
		reason := streamEndClient
		if errors.Is(err, errFrame) {
			reason = streamEndFrame
		}
		_ = s.end(reason)
		return 0, nil, err
	}
	return n, s.RemoteAddr(), nil
}

// WriteTo implements net.PacketConn. Responses and relayed packets come from
// two goroutines; net.Conn writes each whole.
func (s *stream) WriteTo(frame []byte, _ net.Addr) (int, error) {
	// The machine's clock, as the kernel's: not the injected one.
	if err := s.SetWriteDeadline(time.Now().Add(slowClientTimeout)); err != nil {
		return 0, err
	}
	n, err := s.Write(frame)
	if err != nil {
		_ = s.end(streamEndSlow)
	}
	return n, err
}

// Close implements net.PacketConn.
func (s *stream) Close() error { return s.end(streamEndServer) }

// holds follows the allocations of this stream: the one that it may have, and
// for a moment the one that is ending.
func (s *stream) holds(change int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.allocations += change
	switch {
	case s.closed:
	case s.allocations > 0:
		s.impatient.Stop()
	default:
		s.impatient.Reset(s.patience)
	}
}

// end closes the connection, for the first reason that comes.
func (s *stream) end(reason streamEnd) error {
	s.mu.Lock()
	if s.closed || (reason == streamEndNoAllocation && s.allocations > 0) {
		s.mu.Unlock()
		return nil
	}
	s.closed = true
	s.impatient.Stop()
	s.mu.Unlock()
	s.owner.remove(s, reason)
	return s.Conn.Close()
}

// streams holds all open streams of a server, and their number within bounds.
type streams struct {
	limit int
	meter *meter

	mu     sync.Mutex
	open   map[*stream]struct{}
	closed bool
}

func newStreams(limit int, m *meter) *streams {
	return &streams{limit: limit, meter: m, open: map[*stream]struct{}{}}
}

// add makes conn a stream; false if there are too many, or the server closes.
func (s *streams) add(conn net.Conn, patience time.Duration) (*stream, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || len(s.open) >= s.limit {
		return nil, false
	}
	one := newStream(conn, s, patience)
	s.open[one] = struct{}{}
	return one, true
}

func (s *streams) remove(one *stream, reason streamEnd) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, one)
	s.meter.streams.inc(reason)
}

func (s *streams) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.open)
}

// close ends all streams, and takes no more.
func (s *streams) close() {
	s.mu.Lock()
	s.closed = true
	all := make([]*stream, 0, len(s.open))
	for one := range s.open {
		all = append(all, one)
	}
	s.mu.Unlock()
	var done sync.WaitGroup
	for _, one := range all { // at once: TLS may wait seconds to say goodbye
		done.Go(func() { _ = one.Close() })
	}
	done.Wait()
}
