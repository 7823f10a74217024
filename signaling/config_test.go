package signaling

import (
	"math"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

func TestConfigNamesWhatCannotWork(t *testing.T) {
	if err := DefaultConfig().Validate(); err != nil {
		t.Fatalf("the default: %v", err)
	}
	for want, change := range map[string]func(*Config){
		"Capacity":          func(c *Config) { c.Capacity = 1 },
		"Capacity is 7":     func(c *Config) { c.Capacity = 7 },
		"JoinTimeout":       func(c *Config) { c.JoinTimeout = 0 },
		"PlaceHold":         func(c *Config) { c.PlaceHold = -time.Second },
		"MessagesPerSecond": func(c *Config) { c.MessagesPerSecond = math.NaN() },
		"MaxRooms":          func(c *Config) { c.MaxRooms = 0 },
		"SendQueueBytes":    func(c *Config) { c.SendQueueBytes = 1000 },
		"PongTimeout":       func(c *Config) { c.PongTimeout = c.PingInterval },
		"AllowedOrigins":    func(c *Config) { c.AllowedOrigins = []string{"shop.example"} },
		"TrustedProxies":    func(c *Config) { c.TrustedProxies = []netip.Prefix{{}} },
		"Logger":            func(c *Config) { c.Logger = nil },
		"Now":               func(c *Config) { c.Now = nil },
		"AfterFunc":         func(c *Config) { c.AfterFunc = nil },
		"Random":            func(c *Config) { c.Random = nil },
	} {
		c := DefaultConfig()
		change(&c)
		if _, err := New(c); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error about %s", err, want)
		}
	}
}

func TestTwoServersCannotShareARegistry(t *testing.T) {
	c := DefaultConfig()
	c.Registerer = prometheus.NewRegistry()
	if _, err := New(c); err != nil {
		t.Fatal(err)
	}
	if _, err := New(c); err == nil {
		t.Fatal("the second registered the same metrics")
	}
}
