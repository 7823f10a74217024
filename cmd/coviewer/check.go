package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gorilla/websocket"

	"github.com/coviewer/coviewer/peer/seal"
	"github.com/coviewer/coviewer/signaling"
)

const checkIntro = `
Usage: coviewer check [flags]

Tells in plain words whether a running service works: is the page there, is TLS
right, does signaling pair two peers, does the relay relay. Exit code 0: all is
well.

Examples:
  coviewer check
  coviewer check --url https://view.example.com
  coviewer check --health http://127.0.0.1:8080/healthz     only that, for a container's health check`

const (
	checkTimeout  = 20 * time.Second
	maxCheckBytes = 1 << 20
	// soon is when a certificate that nobody renews becomes tomorrow's outage.
	soon = 14 * 24 * time.Hour
)

// checkSettings are the flags of `coviewer check`.
type checkSettings struct{ url, health string }

func (s *checkSettings) register(fs *flag.FlagSet) {
	fs.StringVar(&s.url, "url", "http://127.0.0.1:8080", "the `URL` that people open")
	fs.StringVar(&s.health, "health", "", "ask only this `URL` for its health")
}

func checkCommand(ctx context.Context, e environment) error {
	var s checkSettings
	fs := newFlags("check", checkIntro, e.stdout)
	s.register(fs)
	if err := parse(fs, e); err != nil {
		return err
	}
	sayUnknown(fs, e)
	ctx, cancel := context.WithTimeout(ctx, checkTimeout)
	defer cancel()
	if s.health != "" {
		return checkHealth(ctx, s.health)
	}
	u, err := url.Parse(s.url)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return badSetting("url", "%q: want something like https://view.example.com", s.url)
	}
	c := &checker{out: e.stdout, origin: u.Scheme + "://" + u.Host}
	return c.run(ctx)
}

func checkHealth(ctx context.Context, address string) error {
	_, err := fetch(ctx, address)
	return err
}

// checker prints one line a finding and remembers whether one was bad.
type checker struct {
	out    io.Writer
	origin string
	ice    []signaling.ICEServer
	failed bool
}

// errNotChecked marks a step that depends on one that failed.
var errNotChecked = errors.New("not checked: see above")

func (c *checker) run(ctx context.Context) error {
	steps := []struct {
		what string
		try  func(context.Context) (string, error)
	}{
		{"page", c.page},
		{"TLS", c.tls},
		{"signaling", c.pair},
		{"relay", c.relay},
	}
	for _, step := range steps {
		said, err := step.try(ctx)
		mark := "ok  "
		switch {
		case errors.Is(err, errNotChecked):
			mark, said = "?   ", err.Error()
		case err != nil:
			mark, said, c.failed = "BAD ", err.Error(), true
		}
		fmt.Fprintf(c.out, "%s %-10s %s\n", mark, step.what, said)
	}
	if c.failed {
		return errors.New("something is not right: see the lines marked BAD")
	}
	return nil
}

func (c *checker) page(ctx context.Context) (string, error) {
	r, err := fetch(ctx, c.origin+"/")
	if err != nil {
		return "", fmt.Errorf("%w. Is the service running, and does the proxy forward to it?", err)
	}
	if !strings.Contains(r.Header.Get("Content-Security-Policy"), "trusted-types coviewer") {
		return "", errors.New("something answers, but it is not Coviewer's page, or a proxy removed its security headers")
	}
	h, err := fetch(ctx, c.origin+"/healthz")
	if err != nil {
		return "", fmt.Errorf("the page is there, /healthz is not: %w", err)
	}
	var health struct{ Version string }
	_ = json.Unmarshal(h.body, &health)
	return "is there, version " + health.Version, nil
}

func (c *checker) tls(ctx context.Context) (string, error) {
	if c.failed {
		return "", errNotChecked
	}
	u, _ := url.Parse(c.origin) // checked at the start
	if u.Scheme == "http" {
		if isThisMachine(u.Hostname()) {
			return "not needed on this machine", nil
		}
		return "", errors.New("browsers refuse to encrypt on plain http: put a TLS proxy in front or use --tls-cert (docs/operations.md)")
	}
	r, err := fetch(ctx, c.origin+"/healthz")
	if err != nil {
		return "", err
	}
	left := time.Until(r.TLS.PeerCertificates[0].NotAfter).Round(time.Hour)
	if left < soon {
		return "", fmt.Errorf("the certificate ends in %v: renew it", left)
	}
	return fmt.Sprintf("is right, the certificate is good for %d days", int(left.Hours()/24)), nil
}

// pair joins a room of its own twice and sends a box through.
func (c *checker) pair(ctx context.Context) (string, error) {
	if c.failed {
		return "", errNotChecked
	}
	link, err := seal.New(rand.Reader, c.origin)
	if err != nil {
		return "", err
	}
	begin := time.Now()
	first, welcome, err := c.join(ctx, link.Room, "checkfirst")
	if err != nil {
		return "", err
	}
	defer first.Close()
	c.ice = welcome.ICEServers
	second, met, err := c.join(ctx, link.Room, "checksecond")
	if err != nil {
		return "", err
	}
	defer second.Close()
	if len(met.Peers) != 1 || met.Peers[0].Peer != welcome.Peer {
		return "", errors.New("two peers joined one room and did not meet: do several servers stand behind one name?")
	}
	sent := signaling.Box{Counter: 1, Sealed: "Y2hlY2s"}
	if err := send(second, signaling.SendBox{To: welcome.Peer, Box: sent}); err != nil {
		return "", err
	}
	for {
		m, err := receive(first)
		if err != nil {
			return "", fmt.Errorf("a box did not arrive: %w", err)
		}
		if box, ok := m.(signaling.PeerBox); ok && box.Box == sent {
			_ = send(first, signaling.Leave{})
			_ = send(second, signaling.Leave{})
			return fmt.Sprintf("pairs two peers, %d ms", time.Since(begin).Milliseconds()), nil
		}
	}
}

func (c *checker) join(ctx context.Context, room, instance string) (*websocket.Conn, signaling.Welcome, error) {
	d := websocket.Dialer{Subprotocols: []string{signaling.Subprotocol}, HandshakeTimeout: checkTimeout}
	conn, response, err := d.DialContext(ctx, "ws"+strings.TrimPrefix(c.origin, "http")+signaling.Path, http.Header{"Origin": {c.origin}})
	if err != nil {
		if response != nil {
			return nil, signaling.Welcome{}, fmt.Errorf("no WebSocket: HTTP %s. Does the proxy pass on Upgrade, and is the public URL right?", response.Status)
		}
		return nil, signaling.Welcome{}, fmt.Errorf("no WebSocket: %w", err)
	}
	conn.SetReadLimit(signaling.MaxServerMessageBytes)
	deadline, _ := ctx.Deadline()
	_ = conn.SetReadDeadline(deadline)
	if err := send(conn, signaling.Join{Room: room, Kind: signaling.KindHeadless, Instance: instance}); err != nil {
		return nil, signaling.Welcome{}, errors.Join(err, conn.Close())
	}
	m, err := receive(conn)
	if err != nil {
		return nil, signaling.Welcome{}, errors.Join(err, conn.Close())
	}
	welcome, ok := m.(signaling.Welcome)
	if !ok {
		return nil, signaling.Welcome{}, errors.Join(fmt.Errorf("expected a welcome, got %q", m.Type()), conn.Close())
	}
	return conn, welcome, nil
}

func send(conn *websocket.Conn, m signaling.ClientMessage) error {
	text, err := signaling.Encode(m)
	if err != nil {
		return err
	}
	return conn.WriteMessage(websocket.TextMessage, text)
}

func receive(conn *websocket.Conn) (signaling.ServerMessage, error) {
	_, text, err := conn.ReadMessage()
	if err != nil {
		return nil, err
	}
	return signaling.DecodeServer(text)
}

// isThisMachine says whether browsers take the host for their own machine, and
// so for secure without TLS.
func isThisMachine(host string) bool {
	return host == "localhost" || strings.HasPrefix(host, "127.") || host == "::1"
}

// fetched is a response whose body was read.
type fetched struct {
	*http.Response
	body []byte
}

func fetch(ctx context.Context, address string) (*fetched, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, maxCheckBytes))
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s answers %s", address, response.Status)
	}
	return &fetched{response, body}, nil
}
