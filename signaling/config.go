package signaling

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/netip"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Config is what a [Server] needs. Start from [DefaultConfig].
type Config struct {
	Limits

	// Capacity is how many places a room has, MinCapacity to MaxCapacity.
	Capacity int

	// AllowedOrigins are origins ("https://shop.example") that may connect
	// besides the host that serves the request.
	AllowedOrigins []string

	// TrustedProxies are the addresses whose X-Forwarded-For is believed.
	TrustedProxies []netip.Prefix

	// ICEServers makes the ICE servers of a peer and says when their
	// credentials expire; the zero time: never. Nil: no servers. It is called
	// by many goroutines at a time and must not block.
	ICEServers func(room, peer string) (servers []ICEServer, expires time.Time)

	Logger *slog.Logger
	// Registerer takes the metrics; nil: they are counted, not shown.
	Registerer prometheus.Registerer

	// Now is the clock of places, rates and credentials. Deadlines of sockets
	// are kept by the system's clock.
	Now func() time.Time
	// AfterFunc calls f once after d unless stop is called before.
	AfterFunc func(d time.Duration, f func()) (stop func() bool)
	// Random makes peer ids and tokens.
	Random io.Reader
}

// DefaultConfig is a server for rooms of two, open to its own origin only.
func DefaultConfig() Config {
	return Config{
		Limits:   DefaultLimits(),
		Capacity: MinCapacity,
		Logger:   slog.New(slog.DiscardHandler),
		Now:      time.Now,
		AfterFunc: func(d time.Duration, f func()) func() bool {
			return time.AfterFunc(d, f).Stop
		},
		Random: rand.Reader,
	}
}

// Validate names the first field that cannot work.
func (c Config) Validate() error {
	if c.Capacity < MinCapacity || c.Capacity > MaxCapacity {
		return fmt.Errorf("signaling: Capacity is %d, must be %d to %d", c.Capacity, MinCapacity, MaxCapacity)
	}
	if err := c.validate(); err != nil {
		return err
	}
	for _, origin := range c.AllowedOrigins {
		if _, err := parseOrigin(origin); err != nil {
			return fmt.Errorf("signaling: AllowedOrigins: %w", err)
		}
	}
	for _, p := range c.TrustedProxies {
		if !p.IsValid() {
			return errors.New("signaling: TrustedProxies holds a prefix that is not valid")
		}
	}
	switch {
	case c.Logger == nil:
		return errors.New("signaling: Logger is nil")
	case c.Now == nil:
		return errors.New("signaling: Now is nil")
	case c.AfterFunc == nil:
		return errors.New("signaling: AfterFunc is nil")
	case c.Random == nil:
		return errors.New("signaling: Random is nil")
	}
	return nil
}
