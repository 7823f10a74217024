package peer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"strings"
	"time"

	"github.com/gorilla/websocket"

	"github.com/coviewer/coviewer/peer/seal"
	"github.com/coviewer/coviewer/signaling"
)

const (
	signalingPath    = "/signaling"
	subprotocol      = "coviewer.signaling.v1"
	outLength        = 256
	writeTimeout     = 10 * time.Second
	silenceTimeout   = 60 * time.Second // three missed pings of the server
	backoffFirst     = 250 * time.Millisecond
	backoffMost      = 15 * time.Second
	backoffMaxDouble = 10
	maxRefused       = 20               // messages of the server that are not understood: it is none
	healthyAfter     = 10 * time.Second // a session this old starts the backoff anew
)

// session keeps one WebSocket to the signaling server, and comes back by
// itself. It runs on its own goroutine and tells the owner through deliver.
type session struct {
	link     seal.Link
	instance string
	dialer   *websocket.Dialer
	log      *slog.Logger
	deliver  func(func()) bool // posts to the owner; false: full

	// Called on the owner goroutine.
	onOpen    func(*socket)
	onMessage func(signaling.ServerMessage)
	onClosed  func(code signaling.CloseCode, err error, again bool)

	token string // owned by run
}

// socket is one WebSocket. out is bounded and never closed.
type socket struct {
	conn *websocket.Conn
	out  chan signaling.ClientMessage
}

// send queues a message; when the queue is full the socket is too slow and is
// dropped: the session comes back.
func (s *socket) send(m signaling.ClientMessage) {
	select {
	case s.out <- m:
	default:
		s.conn.Close()
	}
}

// run joins, and resumes for ever until the server says not to or the context
// ends.
func (s *session) run(ctx context.Context) {
	for attempt := 0; ; attempt++ {
		began := time.Now()
		code, err := s.once(ctx)
		if ctx.Err() != nil {
			return
		}
		again := comesBack(code)
		if code == signaling.ClosePlaceGone {
			s.token = ""
		}
		s.post(func() { s.onClosed(code, err, again) })
		if !again {
			return
		}
		if time.Since(began) > healthyAfter {
			attempt = 0
		}
		if !pause(ctx, backoff(attempt)) {
			return
		}
	}
}

// comesBack follows the table "Close codes" of signaling/PROTOCOL.md.
func comesBack(code signaling.CloseCode) bool {
	switch code {
	case signaling.CloseLeft, signaling.CloseBadMessage, signaling.CloseBadRoom, signaling.CloseRoomFull,
		signaling.CloseTooBig, signaling.CloseReplaced, signaling.CloseBadSubprotocol,
		signaling.CloseRoomClosed, signaling.CloseLinkSpent:
		return false
	}
	return true
}

// backoff has full jitter, so that a server that restarts is not stormed.
func backoff(attempt int) time.Duration {
	return rand.N(min(backoffMost, backoffFirst<<min(attempt, backoffMaxDouble)))
}

func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// once is one WebSocket from dial to close. The code is 0 when none came.
func (s *session) once(ctx context.Context) (signaling.CloseCode, error) {
	url := "ws" + strings.TrimPrefix(s.link.Origin, "http") + signalingPath
	dialer := *s.dialer
	dialer.Subprotocols = []string{subprotocol}
	conn, response, err := dialer.DialContext(ctx, url, http.Header{"Origin": {s.link.Origin}})
	if err != nil {
		if response != nil {
			return 0, fmt.Errorf("the pairing service answers with HTTP %s", response.Status)
		}
		return 0, fmt.Errorf("connect to the pairing service: %w", err)
	}
	ctx, cancel := context.WithCancel(ctx)
	sock := &socket{conn: conn, out: make(chan signaling.ClientMessage, outLength)}
	written := make(chan struct{})
	go func() {
		defer close(written)
		s.write(ctx, sock)
	}()
	sock.send(s.first())
	err = s.read(sock)
	cancel()
	conn.Close()
	<-written
	var closed *websocket.CloseError
	if errors.As(err, &closed) && closed.Code != websocket.CloseAbnormalClosure {
		return signaling.CloseCode(closed.Code), err
	}
	return 0, err
}

func (s *session) first() signaling.ClientMessage {
	if s.token != "" {
		return signaling.Resume{Room: s.link.Room, Token: s.token, Instance: s.instance}
	}
	return signaling.Join{Room: s.link.Room, Kind: signaling.KindHeadless, Instance: s.instance}
}

func (s *session) write(ctx context.Context, sock *socket) {
	defer sock.conn.Close()
	for {
		select {
		case m := <-sock.out:
			text, err := signaling.Encode(m)
			if err != nil {
				s.log.Debug("message not sent", "type", m.Type(), "reason", err)
				continue
			}
			_ = sock.conn.SetWriteDeadline(time.Now().Add(writeTimeout))
			if err := sock.conn.WriteMessage(websocket.TextMessage, text); err != nil {
				return
			}
			if _, isLeave := m.(signaling.Leave); isLeave {
				// The server closes; the reader ends with it.
				<-ctx.Done()
				return
			}
		case <-ctx.Done():
			return
		}
	}
}

func (s *session) read(sock *socket) error {
	conn := sock.conn
	conn.SetReadLimit(signaling.MaxServerMessageBytes)
	alive := func() { _ = conn.SetReadDeadline(time.Now().Add(silenceTimeout)) }
	conn.SetPingHandler(func(text string) error {
		alive()
		err := conn.WriteControl(websocket.PongMessage, []byte(text), time.Now().Add(writeTimeout))
		if errors.Is(err, websocket.ErrCloseSent) {
			return nil
		}
		return err
	})
	refused := 0
	for {
		alive()
		kind, text, err := conn.ReadMessage()
		if err != nil {
			return err
		}
		if kind != websocket.TextMessage {
			return fmt.Errorf("the pairing service sent a binary message")
		}
		m, err := signaling.DecodeServer(text)
		if errors.Is(err, signaling.ErrUnknownType) {
			continue
		}
		if err != nil {
			s.log.Debug("message of the server not understood", "reason", err)
			if refused++; refused >= maxRefused {
				return &websocket.CloseError{Code: int(signaling.CloseBadMessage), Text: "not a pairing service"}
			}
			continue
		}
		if w, ok := m.(signaling.Welcome); ok {
			s.token = w.Token
			s.post(func() { s.onOpen(sock) })
		}
		if !s.post(func() { s.onMessage(m) }) {
			return fmt.Errorf("messages were not taken in time")
		}
	}
}

func (s *session) post(action func()) bool { return s.deliver(action) }
