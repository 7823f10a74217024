package signaling

import (
	"fmt"
	"time"
)

// Limits of the format itself: both sides of the wire rely on them, so they
// are not settings.
const (
	// MaxMessageBytes bounds one message to the server.
	MaxMessageBytes = 65_536
	// MaxServerMessageBytes bounds one message of the server: a welcome holds
	// the waiting offers of all others.
	MaxServerMessageBytes = 262_144
	// MaxBoxChars bounds the sealed text of one box.
	MaxBoxChars = 32_768
	// MaxCounter is the highest counter of a box: the highest integer that a
	// browser holds exactly.
	MaxCounter = 1<<53 - 1

	// MinCapacity and MaxCapacity bound Config.Capacity.
	MinCapacity = 2
	MaxCapacity = 6
)

// Limits are the bounds of a server that may be set. PROTOCOL.md has the table
// of what happens at each; DefaultLimits has the values.
type Limits struct {
	// JoinTimeout is how long a session may take from upgrade to place.
	JoinTimeout time.Duration
	// PlaceHold is how long a place waits for a peer whose socket dropped.
	PlaceHold time.Duration
	// SpentHold is how long the link of a closed room is refused.
	SpentHold time.Duration
	// PingInterval is the pause between WebSocket pings.
	PingInterval time.Duration
	// PongTimeout is how long a client may be silent.
	PongTimeout time.Duration
	// WriteTimeout is how long one frame may take to leave.
	WriteTimeout time.Duration
	// CloseTimeout is how long a client may take to read the close frame and
	// hang up before its socket is dropped.
	CloseTimeout time.Duration

	// SendQueueLength and SendQueueBytes bound what waits for a slow client.
	// The length is above MessageBurst, so that a burst of one peer does not
	// make another look slow.
	SendQueueLength int
	SendQueueBytes  int

	// MessagesPerSecond and MessageBurst bound what a client may send.
	MessagesPerSecond float64
	MessageBurst      int
	// ControlFramesPerSecond and ControlFrameBurst do so for WebSocket pings
	// and pongs, which reach no handler of messages.
	ControlFramesPerSecond float64
	ControlFrameBurst      int

	// SessionsPerAddress bounds sockets of one IPv4 address or IPv6 /64.
	SessionsPerAddress int
	// JoinsPerSecond and JoinBurst bound joins, resumes and questions of one
	// address: who guesses rooms or tokens does not get far.
	JoinsPerSecond float64
	JoinBurst      int

	// MaxSessions and MaxRooms bound the whole server.
	MaxSessions int
	MaxRooms    int
	// MaxSpentRooms bounds how many closed rooms are remembered, at about 200
	// bytes each; the oldest makes place for the next.
	MaxSpentRooms int
}

// DefaultLimits returns the limits of PROTOCOL.md.
func DefaultLimits() Limits {
	return Limits{
		JoinTimeout:            10 * time.Second,
		PlaceHold:              5 * time.Minute,
		SpentHold:              24 * time.Hour,
		PingInterval:           20 * time.Second,
		PongTimeout:            45 * time.Second,
		WriteTimeout:           10 * time.Second,
		CloseTimeout:           5 * time.Second,
		SendQueueLength:        256,
		SendQueueBytes:         1 << 20,
		MessagesPerSecond:      50,
		MessageBurst:           200,
		ControlFramesPerSecond: 5,
		ControlFrameBurst:      20,
		SessionsPerAddress:     64,
		JoinsPerSecond:         5,
		JoinBurst:              40,
		MaxSessions:            20_000,
		MaxRooms:               10_000,
		MaxSpentRooms:          100_000,
	}
}

// validate names the first limit that makes no sense: zero never means
// "without limit".
func (l Limits) validate() error {
	for _, d := range []struct {
		name  string
		value time.Duration
	}{
		{"JoinTimeout", l.JoinTimeout},
		{"PlaceHold", l.PlaceHold},
		{"SpentHold", l.SpentHold},
		{"PingInterval", l.PingInterval},
		{"PongTimeout", l.PongTimeout},
		{"WriteTimeout", l.WriteTimeout},
		{"CloseTimeout", l.CloseTimeout},
	} {
		if d.value <= 0 {
			return fmt.Errorf("signaling: %s is %v, must be above 0", d.name, d.value)
		}
	}
	for _, n := range []struct {
		name  string
		value float64
	}{
		{"SendQueueLength", float64(l.SendQueueLength)},
		{"SendQueueBytes", float64(l.SendQueueBytes)},
		{"MessagesPerSecond", l.MessagesPerSecond},
		{"MessageBurst", float64(l.MessageBurst)},
		{"ControlFramesPerSecond", l.ControlFramesPerSecond},
		{"ControlFrameBurst", float64(l.ControlFrameBurst)},
		{"SessionsPerAddress", float64(l.SessionsPerAddress)},
		{"JoinsPerSecond", l.JoinsPerSecond},
		{"JoinBurst", float64(l.JoinBurst)},
		{"MaxSessions", float64(l.MaxSessions)},
		{"MaxRooms", float64(l.MaxRooms)},
		{"MaxSpentRooms", float64(l.MaxSpentRooms)},
	} {
		if !(n.value > 0) { // also refuses NaN
			return fmt.Errorf("signaling: %s is %v, must be above 0", n.name, n.value)
		}
	}
	if l.SendQueueBytes < MaxServerMessageBytes {
		return fmt.Errorf("signaling: SendQueueBytes is %d, must hold a message of %d", l.SendQueueBytes, MaxServerMessageBytes)
	}
	if l.PongTimeout <= l.PingInterval {
		return fmt.Errorf("signaling: PongTimeout %v must be longer than PingInterval %v", l.PongTimeout, l.PingInterval)
	}
	return nil
}
