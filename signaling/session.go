package signaling

import (
	"bytes"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
	"golang.org/x/time/rate"
)

const (
	// readBufferBytes stays with an idle connection; a ping is the largest
	// thing that must fit.
	readBufferBytes = 512
	// writeBufferBytes come from a pool while a frame is written; most boxes
	// fit, and leave in one system call.
	writeBufferBytes = 8192
	// handshakeTimeout is for writing the answer to the upgrade.
	handshakeTimeout = 5 * time.Second
)

// session is one WebSocket. Its reader runs as long as it lives and owns it;
// a sender runs only while frames wait, so that an idle session costs one
// goroutine. This file and ending.go are the only ones that touch the WebSocket
// library.
type session struct {
	// Static after construction.
	server *Server
	conn   *websocket.Conn
	socket *socket
	usage  *usage
	remote string // debug log only

	// Owned by run and what it calls.
	joined   bool
	byClient bool // the client closed
	messages *rate.Limiter
	controls *rate.Limiter

	// senders counts the sender that runs, 0 or 1.
	senders sync.WaitGroup

	// Guarded by mu.
	mu          sync.Mutex
	queue       queue
	sending     bool
	closing     bool
	code        CloseCode // why the server closes, 0: it was not the server
	stopPing    func() bool
	stopRefresh func() bool
}

func newUpgrader() *websocket.Upgrader {
	return &websocket.Upgrader{
		HandshakeTimeout: handshakeTimeout,
		ReadBufferSize:   readBufferBytes,
		WriteBufferSize:  writeBufferBytes,
		WriteBufferPool:  &sync.Pool{},
		Subprotocols:     []string{Subprotocol},
		// The server checked it before it counted the session.
		CheckOrigin: func(*http.Request) bool { return true },
	}
}

// newSession upgrades a request, or answers it with an error.
func newSession(server *Server, w http.ResponseWriter, r *http.Request, u *usage, remote string) (*session, error) {
	h := &hijacker{ResponseWriter: w}
	conn, err := server.upgrader.Upgrade(h, r, nil)
	if err != nil {
		return nil, err
	}
	l := server.config.Limits
	s := &session{
		server:   server,
		conn:     conn,
		socket:   h.socket,
		usage:    u,
		remote:   remote,
		messages: rate.NewLimiter(rate.Limit(l.MessagesPerSecond), l.MessageBurst),
		controls: rate.NewLimiter(rate.Limit(l.ControlFramesPerSecond), l.ControlFrameBurst),
	}
	conn.SetPingHandler(func(payload string) error {
		return s.control(frame{control: websocket.PongMessage, payload: []byte(payload)})
	})
	conn.SetPongHandler(func(string) error { return s.control(frame{}) })
	conn.SetCloseHandler(func(code int, _ string) error {
		s.byClient = true
		s.shut(0, closePayload(code, ""))
		return nil
	})
	return s, nil
}

// run serves the session until its socket is closed.
func (s *session) run() {
	code := CloseBadSubprotocol
	if s.conn.Subprotocol() == Subprotocol {
		_ = s.socket.SetReadDeadline(time.Now().Add(s.server.config.JoinTimeout))
		s.schedulePing()
		code = s.read()
	}
	if code != 0 {
		s.close(code)
	}
	// The place is held from here on, not only when the socket is gone.
	s.server.detach(s)
	s.finish()
	s.server.remove(s, s.code, s.ending())
}

// read handles messages until there is a reason to close; 0: the socket ended,
// or somebody else closes already.
func (s *session) read() CloseCode {
	for {
		kind, body, err := s.conn.NextReader()
		if err != nil {
			return s.failure(err)
		}
		if kind != websocket.TextMessage {
			return CloseBadMessage
		}
		m, err := s.decode(body)
		if err != nil {
			return s.failure(err)
		}
		s.alive()
		if code := s.handle(m); code != 0 {
			return code
		}
	}
}

// decode reads one message. The library's own read limit is not used: it would
// close with 1009 before we can say 4006.
func (s *session) decode(body io.Reader) (ClientMessage, error) {
	b := s.server.buffers.Get().(*bytes.Buffer)
	defer s.server.buffers.Put(b)
	b.Reset()
	if _, err := b.ReadFrom(io.LimitReader(body, MaxMessageBytes+1)); err != nil {
		return nil, err
	}
	if !s.messages.AllowN(s.server.config.Now(), 1) {
		return nil, refuse(CloseRateLimited, "messages")
	}
	return DecodeClient(b.Bytes())
}

func (s *session) handle(m ClientMessage) CloseCode {
	s.server.metrics.messages.WithLabelValues(m.Type()).Inc()
	switch m := m.(type) {
	case Join:
		return s.enter(func() CloseCode { return s.server.join(s, m) })
	case Resume:
		return s.enter(func() CloseCode { return s.server.resume(s, m) })
	}
	if !s.joined {
		return CloseBadMessage
	}
	switch m := m.(type) {
	case Offer:
		s.server.offer(s, m)
	case SendBox:
		s.server.forward(s, m)
	case Ping:
		s.send(Pong{})
	case Leave:
		s.server.leave(s)
		return CloseLeft
	case CloseRoom:
		s.server.closeRoom(s)
		return CloseRoomClosed
	}
	return 0
}

// enter is the first message: once, and not too often from one address.
func (s *session) enter(take func() CloseCode) CloseCode {
	if s.joined {
		return CloseBadMessage
	}
	if !s.usage.joins.AllowN(s.server.config.Now(), 1) {
		return CloseRateLimited
	}
	if code := take(); code != 0 {
		return code
	}
	s.joined = true
	s.alive()
	return 0
}

// control counts a ping or pong of the client, and answers it if there is a
// frame to send.
func (s *session) control(answer frame) error {
	if !s.controls.AllowN(s.server.config.Now(), 1) {
		return refuse(CloseRateLimited, "control frames")
	}
	s.alive()
	if answer.control != 0 {
		s.push(answer)
	}
	return nil
}

// alive takes a whole frame for a sign of life. Until the client joined only
// JoinTimeout counts: pings do not prolong it.
func (s *session) alive() {
	s.socket.renew()
	if !s.joined {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closing { // shut wakes the reader by a deadline in the past
		_ = s.socket.SetReadDeadline(time.Now().Add(s.server.config.PongTimeout))
	}
}

// failure is the code to close with after an error of reading, 0: none, the
// client is gone or broke the WebSocket protocol, which the library answers.
func (s *session) failure(err error) CloseCode {
	switch {
	case Code(err) != 0:
		s.server.config.Logger.Debug("message refused", "remote", s.remote, "reason", err)
		return Code(err)
	case s.socket.exhausted:
		return CloseTooBig
	case !s.socket.timedOut:
		return 0
	case s.joined:
		return CloseKeepaliveTimeout
	}
	return CloseJoinTimeout
}

// send queues a message. It never blocks: who does not read in time is closed.
func (s *session) send(m ServerMessage) { s.push(frame{message: m}) }

func (s *session) push(f frame) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing {
		return
	}
	if !s.queue.fits(f, s.server.config.Limits) {
		s.queue.clear() // the reason for closing comes before all that waits
		s.shutLocked(CloseSlowConsumer, closePayload(int(CloseSlowConsumer), CloseSlowConsumer.Reason()))
		return
	}
	s.pushLocked(f)
}

func (s *session) pushLocked(f frame) {
	s.queue.push(f)
	if !s.sending {
		s.sending = true
		s.senders.Go(s.sendQueued)
	}
}

// sendQueued sends until nothing waits.
func (s *session) sendQueued() {
	for {
		f, ok := s.pop()
		if !ok {
			return
		}
		if err := s.write(f); err != nil {
			_ = s.conn.Close() // the reader notices
			s.mu.Lock()
			s.queue.clear()
			s.closing, s.sending = true, false
			s.mu.Unlock()
			return
		}
		if f.control == websocket.CloseMessage {
			s.socket.closeWrite()
		}
	}
}

func (s *session) pop() (frame, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, ok := s.queue.pop()
	s.sending = ok
	return f, ok
}

func (s *session) write(f frame) error {
	deadline := time.Now().Add(s.server.config.WriteTimeout)
	if f.message == nil {
		return s.conn.WriteControl(f.control, f.payload, deadline)
	}
	text, err := Encode(f.message)
	if err != nil {
		return err
	}
	if err := s.conn.SetWriteDeadline(deadline); err != nil {
		return err
	}
	return s.conn.WriteMessage(websocket.TextMessage, text)
}

// schedulePing pings after PingInterval, and again.
func (s *session) schedulePing() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing {
		return
	}
	s.stopPing = s.server.config.AfterFunc(s.server.config.PingInterval, func() {
		s.push(frame{control: websocket.PingMessage})
		s.schedulePing()
	})
}

// scheduleRefresh calls refresh after d.
func (s *session) scheduleRefresh(d time.Duration, refresh func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closing {
		s.stopRefresh = s.server.config.AfterFunc(d, refresh)
	}
}
