package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"sync"
)

const (
	nonceBytes = 12
	tagBytes   = 16

	// MaxSealedChars is what the signaling server forwards at most.
	MaxSealedChars = 32_768
	// MaxCounter is the highest counter: above it JSON numbers lose digits.
	MaxCounter = 1<<53 - 1
	// maxSenders bounds the memory of an Opener. Only somebody who has the
	// secret can fill it, by starting anew this often.
	maxSenders = 256
)

// Box is what travels through the signaling server.
type Box struct {
	Counter uint64 `json:"counter"`
	Sealed  string `json:"sealed"`
}

// Direction says who of a pair sealed a box, so that none can be thrown back
// at its sender.
type Direction byte

// The two directions.
const (
	FromOfferer  Direction = 'o'
	FromAnswerer Direction = 'a'
)

// Sealer seals the boxes of one instance. It is safe for concurrent use.
type Sealer struct {
	aead     cipher.AEAD
	room     string
	instance string
	random   io.Reader

	mu      sync.Mutex
	counter uint64
}

// NewSealer makes the sealer of the instance of this process.
func NewSealer(l Link, instance string, random io.Reader) *Sealer {
	return &Sealer{aead: aead(l), room: l.Room, instance: instance, random: random}
}

// Seal seals a plaintext for the receiver's instance; the receiver of a
// waiting offer is "".
func (s *Sealer) Seal(receiver string, d Direction, plaintext []byte) (Box, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.counter >= MaxCounter {
		return Box{}, fmt.Errorf("seal: counter used up")
	}
	nonce := make([]byte, nonceBytes, nonceBytes+len(plaintext)+tagBytes)
	if _, err := io.ReadFull(s.random, nonce); err != nil {
		return Box{}, fmt.Errorf("read a random nonce: %w", err)
	}
	s.counter++
	ad := additional(s.room, s.instance, receiver, d, s.counter)
	sealed := base64url.EncodeToString(s.aead.Seal(nonce, nonce, plaintext, ad))
	if len(sealed) > MaxSealedChars {
		return Box{}, fmt.Errorf("seal: %d characters are more than the server forwards", len(sealed))
	}
	return Box{Counter: s.counter, Sealed: sealed}, nil
}

// Opener opens the boxes that come to one instance. It is safe for concurrent
// use.
type Opener struct {
	aead     cipher.AEAD
	room     string
	instance string

	mu      sync.Mutex
	highest map[string]uint64 // sender's instance → highest counter opened
}

// NewOpener makes the opener of the instance of this process.
func NewOpener(l Link, instance string) *Opener {
	return &Opener{aead: aead(l), room: l.Room, instance: instance, highest: map[string]uint64{}}
}

// Open opens a box for this instance.
func (o *Opener) Open(sender string, d Direction, b Box) ([]byte, error) {
	return o.open(sender, o.instance, d, b)
}

// OpenWaiting opens a waiting offer, which was sealed for whoever comes.
func (o *Opener) OpenWaiting(sender string, b Box) ([]byte, error) {
	return o.open(sender, "", FromOfferer, b)
}

func (o *Opener) open(sender, receiver string, d Direction, b Box) ([]byte, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	last, known := o.highest[sender]
	if b.Counter == 0 || b.Counter > MaxCounter || len(b.Sealed) > MaxSealedChars || strings.ContainsAny(b.Sealed, "\r\n") {
		return nil, refuse(ClassNotOurs, "counter or size out of bounds")
	}
	raw, err := base64url.DecodeString(b.Sealed)
	if err != nil || len(raw) < nonceBytes+tagBytes {
		return nil, refuse(ClassNotOurs, "not base64url of a nonce and a tag")
	}
	ad := additional(o.room, sender, receiver, d, b.Counter)
	plaintext, err := o.aead.Open(nil, raw[:nonceBytes], raw[nonceBytes:], ad)
	if err != nil {
		return nil, refuse(ClassNotOurs, "wrong secret, or altered, or for somebody else")
	}
	// After opening: nobody without the key can move the counter, and a box
	// that is not ours is never reported as a mere replay.
	if b.Counter <= last {
		return nil, refuse(ClassReplayed, "counter was seen")
	}
	if !known && len(o.highest) >= maxSenders {
		return nil, refuse(ClassReplayed, "more senders than can be told apart")
	}
	o.highest[sender] = b.Counter
	return plaintext, nil
}

func aead(l Link) cipher.AEAD {
	block, err := aes.NewCipher(l.SignalKey())
	if err != nil {
		panic(fmt.Sprintf("seal: aes: %v", err)) // the key always has 32 bytes
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		panic(fmt.Sprintf("seal: gcm: %v", err))
	}
	return gcm
}

// additional is the ad of PROTOCOL.md "Boxes". Lengths are written so that no
// two different lists of fields give the same bytes.
func additional(room, sender, receiver string, d Direction, counter uint64) []byte {
	ad := []byte("coviewer/1 box")
	for _, field := range []string{room, sender, receiver} {
		ad = append(ad, byte(len(field)))
		ad = append(ad, field...)
	}
	ad = append(ad, byte(d))
	return binary.BigEndian.AppendUint64(ad, counter)
}
