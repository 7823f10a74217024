package signaling

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"time"
)

// framingAllowance is what the frames of one message may cost on top of its
// payload. A message in 4,000 fragments is no message of ours.
const framingAllowance = 16 << 10

// drainBytes bounds what is still read, and thrown away, from a client that is
// being closed.
const drainBytes = 1 << 20

var errAllowance = errors.New("signaling: more bytes than a message can have")

// socket meters what a client sends below the WebSocket layer. That layer
// counts payload only: empty fragments would keep it busy without ever ending
// a message or reaching a limit.
type socket struct {
	net.Conn

	// Owned by the reading goroutine.
	allowance int
	// exhausted and timedOut are why reading ended: the WebSocket layer hides
	// what its errors are made of.
	exhausted bool
	timedOut  bool
}

func (c *socket) Read(p []byte) (int, error) {
	if c.allowance <= 0 {
		c.exhausted = true
		return 0, errAllowance
	}
	n, err := c.Conn.Read(p)
	c.allowance -= n
	c.timedOut = errors.Is(err, os.ErrDeadlineExceeded)
	return n, err
}

// renew is called whenever a frame that counts elsewhere is complete.
func (c *socket) renew() {
	c.allowance = MaxMessageBytes + framingAllowance
}

// closeWrite tells the client that nothing follows the close frame, so that it
// hangs up first. Without that the kernel may answer unread bytes with a reset,
// and the reason for closing is lost.
func (c *socket) closeWrite() {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		_ = half.CloseWrite() // the socket is dropped soon either way
	}
}

// drain reads until the client hangs up, sends too much, or has had its time.
func (c *socket) drain(deadline time.Time) {
	_ = c.Conn.SetReadDeadline(deadline)
	_, _ = io.CopyN(io.Discard, c.Conn, drainBytes)
}

// hijacker puts a socket between the HTTP server's connection and the
// WebSocket layer.
type hijacker struct {
	http.ResponseWriter
	socket *socket
}

func (h *hijacker) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, buffers, err := http.NewResponseController(h.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	h.socket = &socket{Conn: conn}
	h.socket.renew()
	return h.socket, buffers, nil
}
