package turnserver

import (
	"encoding/binary"
	"testing"

	"github.com/pion/stun/v3"
)

// FuzzMessages: no STUN message of a client that holds an allocation, signed or
// not, with any attributes before and after the signature, ends the process or
// the listener. pion decodes on goroutines of its own, so a panic there ends the
// fuzzer, and a listener that ended leaves the Refresh unanswered.
func FuzzMessages(f *testing.F) {
	for method := range uint16(13) { // Binding to ConnectionAttempt
		f.Add(method, true, []byte{}, []byte{})
		f.Add(method|0x10, false, []byte{0, 0x12, 0, 0}, []byte{}) // indication, empty peer
		f.Add(method, true, []byte{0, 0x0c, 0, 4, 0x40, 0, 0, 0}, []byte{0, 0x12, 0, 0})
		f.Add(method, true, []byte{0, 0x19, 0, 4, 17, 0, 0, 0}, []byte{0, 0x08, 0, 0})
		f.Add(method, true, []byte{0, 0x12, 0, 8, 0, 1, 0, 0, 0x20, 0x13, 0xa5, 0x43}, []byte{0, 0x0d, 0, 1, 0, 0, 0, 0})
	}
	s := startServer(f, nil)
	c := s.raw(f, s.udp, "room/ana")
	c.allocate()
	f.Fuzz(func(t *testing.T, kind uint16, signed bool, before, after []byte) {
		c.t = t
		c.write(hostileMessage(c, kind, signed, before, after))
		if code := errorCode(c.requestPast(stun.MethodRefresh)); code == stun.CodeAllocMismatch {
			c.requestPast(stun.MethodAllocate, udpTransport) // the message was a Refresh to 0
		} else if code != 0 {
			t.Fatalf("refresh answered with %d", code)
		}
	})
}

func hostileMessage(c *rawClient, kind uint16, signed bool, before, after []byte) []byte {
	const maxPart = 600
	m := new(stun.Message)
	setters := []stun.Setter{stun.TransactionID, rawAttributes(before[:min(len(before), maxPart)])}
	if signed {
		setters = append(setters, stun.NewUsername(c.username), stun.NewRealm(c.realm), c.nonce, messageKind(kind), c.key())
	}
	setters = append(setters, messageKind(kind), rawAttributes(after[:min(len(after), maxPart)]))
	if err := m.Build(setters...); err != nil {
		c.t.Fatal(err)
	}
	return m.Raw
}

// messageKind writes a type that stun.MessageType may not be able to express.
type messageKind uint16

func (k messageKind) AddTo(m *stun.Message) error {
	binary.BigEndian.PutUint16(m.Raw, uint16(k)&0x3fff)
	return nil
}

// rawAttributes appends bytes as they are, up to a multiple of four.
type rawAttributes []byte

func (a rawAttributes) AddTo(m *stun.Message) error {
	m.Raw = append(m.Raw, a...)
	m.Raw = append(m.Raw, make([]byte, padded(len(a))-len(a))...)
	m.Length = uint32(len(m.Raw) - stunHeaderBytes)
	m.WriteLength()
	return nil
}

// requestPast is request, past the answers to earlier messages.
func (c *rawClient) requestPast(method stun.Method, attributes ...stun.Setter) *stun.Message {
	c.t.Helper()
	const maxStray = 8
	setters := []stun.Setter{stun.TransactionID, stun.NewType(method, stun.ClassRequest)}
	setters = append(setters, attributes...)
	setters = append(setters, stun.NewUsername(c.username), stun.NewRealm(c.realm), c.nonce, c.key())
	m, err := stun.Build(setters...)
	if err != nil {
		c.t.Fatal(err)
	}
	c.write(m.Raw)
	for range maxStray {
		response := &stun.Message{Raw: c.read()}
		if err := response.Decode(); err != nil {
			c.t.Fatal(err)
		}
		if response.TransactionID == m.TransactionID {
			return response
		}
	}
	c.t.Fatalf("no answer among %d", maxStray)
	return nil
}
