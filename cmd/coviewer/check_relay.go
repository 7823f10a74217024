package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"github.com/pion/stun/v3"
	"github.com/pion/turn/v4"

	"github.com/coviewer/coviewer/signaling"
)

// relay makes two relayed connections on every relay that signaling tells of
// and sends a few bytes from one to the other, as two peers do that both hide
// their addresses.
func (c *checker) relay(ctx context.Context) (string, error) {
	if c.failed {
		return "", errNotChecked
	}
	if len(c.ice) == 0 {
		return "", errors.New("signaling tells of no relay: peers behind strict networks will not meet (--turn-urls)")
	}
	var said []string
	for _, server := range c.ice {
		for _, address := range server.URLs {
			took, err := relayOnce(ctx, address, server)
			if err != nil {
				return "", fmt.Errorf("%s: %w", address, err)
			}
			said = append(said, fmt.Sprintf("%s %d ms", transportOf(address), took.Milliseconds()))
		}
	}
	return "relays: " + strings.Join(said, ", "), nil
}

func relayOnce(ctx context.Context, address string, server signaling.ICEServer) (time.Duration, error) {
	begin := time.Now()
	a, closeA, err := allocate(ctx, address, server)
	if err != nil {
		return 0, err
	}
	defer closeA()
	b, closeB, err := allocate(ctx, address, server)
	if err != nil {
		return 0, err
	}
	defer closeB()
	said := make([]byte, 32)
	if _, err := rand.Read(said); err != nil {
		return 0, err
	}
	deadline, _ := ctx.Deadline()
	_, _ = a.SetReadDeadline(deadline), b.SetReadDeadline(deadline)
	// b must send first to have a permission for a's address; UDP may lose one,
	// so both go on until a hears b.
	heard := make(chan error, 1)
	go func() {
		buffer := make([]byte, len(said)+1)
		n, _, err := a.ReadFrom(buffer)
		if err == nil && !bytes.Equal(buffer[:n], said) {
			err = errors.New("what came out is not what went in")
		}
		heard <- err
	}()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		if _, err := a.WriteTo(said, b.LocalAddr()); err != nil {
			return 0, fmt.Errorf("the relay refuses its own address as a peer: %w", err)
		}
		if _, err := b.WriteTo(said, a.LocalAddr()); err != nil {
			return 0, fmt.Errorf("the relay refuses its own address as a peer: %w", err)
		}
		select {
		case err := <-heard:
			return time.Since(begin), err
		case <-tick.C:
		case <-ctx.Done():
			return 0, errors.New("it gives out addresses, but nothing passes between them: are its relay ports open (UDP), is its public address right?")
		}
	}
}

func allocate(ctx context.Context, address string, server signaling.ICEServer) (net.PacketConn, func(), error) {
	host, _, _ := strings.Cut(strings.TrimPrefix(address, "turn:"), "?")
	var conn net.PacketConn
	var d net.Dialer
	switch transportOf(address) {
	case "udp":
		udp, err := net.ListenPacket("udp4", ":0")
		if err != nil {
			return nil, nil, err
		}
		conn = udp
	case "tcp":
		tcp, err := d.DialContext(ctx, "tcp4", host)
		if err != nil {
			return nil, nil, noRelayedAddress(err)
		}
		conn = turn.NewSTUNConn(tcp)
	default:
		return nil, nil, errors.New("only turn: over UDP and TCP can be checked")
	}
	client, err := turn.NewClient(&turn.ClientConfig{
		STUNServerAddr: host, TURNServerAddr: host, Conn: conn,
		Username: server.Username, Password: server.Credential,
	})
	if err != nil {
		return nil, nil, errors.Join(err, conn.Close())
	}
	if err := client.Listen(); err != nil {
		return nil, nil, errors.Join(err, conn.Close())
	}
	relayed, err := client.Allocate()
	if err != nil {
		client.Close()
		_ = conn.Close()
		return nil, nil, noRelayedAddress(err)
	}
	return relayed, func() { _ = relayed.Close(); client.Close(); _ = conn.Close() }, nil
}

// noRelayedAddress says in words why a relay gives out no address.
func noRelayedAddress(err error) error {
	refused, ok := errors.AsType[*stun.TurnError](err)
	if !ok {
		return fmt.Errorf("the relay does not answer (%w): is it running, is its port open (UDP and TCP), is its address right?", err)
	}
	switch code := refused.ErrorCodeAttr.Code; code {
	case stun.CodeBadRequest, stun.CodeUnauthorized:
		// Every other client of ours would get 400 too: the relay's library
		// answers a wrong signature so.
		return errors.New("the relay refuses the credentials that signaling gives out: do both have the same secret (" +
			setting("turn-secret-file") + " of signaling, " + setting("secret-file") + " of turn), and are both clocks right?")
	case stun.CodeAllocQuotaReached, stun.CodeInsufficientCapacity:
		return errors.New("the relay is full: see the limits in docs/operations.md")
	default:
		return fmt.Errorf("the relay refuses with code %d: %w", code, err)
	}
}

// transportOf is "udp", "tcp" or "tls" (RFC 7065).
func transportOf(address string) string {
	switch {
	case strings.HasPrefix(address, "turns:"):
		return "tls"
	case strings.Contains(address, "transport=tcp"):
		return "tcp"
	}
	return "udp"
}
