package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
)

// side is one side of a panel connection as a vector tells it.
type side struct{ fingerprint, nonce, commit []byte }

func newSide(fingerprint, nonce byte) side {
	s := side{fingerprint: bytes.Repeat([]byte{fingerprint}, 32), nonce: bytes.Repeat([]byte{nonce}, 16)}
	sum := sha256.Sum256(append([]byte("coviewer/1 commit"), s.nonce...))
	s.commit = sum[:]
	return s
}

func (s side) input() map[string]any {
	return map[string]any{
		"fingerprint": hex.EncodeToString(s.fingerprint),
		"nonce":       hex.EncodeToString(s.nonce),
		"commit":      hex.EncodeToString(s.commit),
	}
}

func wordsVectors(list []string) map[string]vector {
	low, high := newSide(0x11, 0xa1), newSide(0x22, 0xb2)
	value := func(secret []byte, first, second side) []string {
		salt := bytes.Join([][]byte{first.fingerprint, second.fingerprint, first.nonce, second.nonce}, nil)
		var words []string
		for _, index := range derive(secret, string(salt), "coviewer/1 words", 4) {
			words = append(words, list[index])
		}
		return words
	}
	input := func(secret []byte, own, remote side) map[string]any {
		return map[string]any{
			"link": "https://shop.example/r/" + roomOf(secret) + "#" + b64(secret),
			"own":  own.input(), "remote": remote.input(),
		}
	}
	lied := high
	lied.nonce = bytes.Repeat([]byte{0xb3}, 16)
	short := high
	short.nonce = high.nonce[:15]
	zeros := high
	zeros.commit = make([]byte, 32)
	closeBy := newSide(0x11, 0xc3)
	closeBy.fingerprint[31] = 0x12
	return map[string]vector{
		"own-lower":       {"own fingerprint is the lower one", "ok", input(secret, low, high), value(secret, low, high)},
		"own-higher":      {"the other side comes to the same words", "ok", input(secret, high, low), value(secret, low, high)},
		"last-byte":       {"fingerprints that differ in the last byte", "ok", input(secret, closeBy, low), value(secret, low, closeBy)},
		"other-secret":    {"another link gives other words", "ok", input(other, low, high), value(other, low, high)},
		"nonce-changed":   {"the nonce is not the one committed to", "bad-commit", input(secret, low, lied), nil},
		"nonce-short":     {"a nonce of 15 bytes", "bad-commit", input(secret, low, short), nil},
		"commit-of-zeros": {"a commitment to nothing", "bad-commit", input(secret, low, zeros), nil},
	}
}
