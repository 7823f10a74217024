package signaling

import (
	"time"

	"github.com/gorilla/websocket"
)

// close sends the reason and lets the reader end. It never blocks and may be
// called by anybody, more than once: the first reason counts.
func (s *session) close(code CloseCode) {
	s.shut(code, closePayload(int(code), code.Reason()))
}

func (s *session) shut(code CloseCode, payload []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closing {
		s.shutLocked(code, payload)
	}
}

func (s *session) shutLocked(code CloseCode, payload []byte) {
	s.closing, s.code = true, code
	s.pushLocked(frame{control: websocket.CloseMessage, payload: payload})
	_ = s.socket.SetReadDeadline(time.Unix(1, 0)) // wakes the reader
}

func closePayload(code int, reason string) []byte {
	return websocket.FormatCloseMessage(code, reason)
}

// drop ends the session without a word.
func (s *session) drop() { _ = s.conn.Close() }

// finish ends timers and sender, and closes the socket: at once if the client
// is gone, else after it had time to read the reason.
func (s *session) finish() {
	s.mu.Lock()
	told := s.closing
	s.closing = true
	for _, stop := range []func() bool{s.stopPing, s.stopRefresh} {
		if stop != nil {
			stop()
		}
	}
	s.mu.Unlock()
	if told {
		s.socket.drain(time.Now().Add(s.server.config.CloseTimeout))
	}
	_ = s.conn.Close()
	s.senders.Wait()
}

// ending names how the session ended, for metrics and log.
func (s *session) ending() string {
	switch {
	case s.code == CloseLeft:
		return "left"
	case s.code == CloseRestart:
		return "restart"
	case s.code != 0:
		return s.code.Name()
	case s.byClient:
		return "client"
	}
	return "dropped"
}
