package main

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"log"
	"strings"
)

// sealing is everything that goes into one box; each refusal changes one.
type sealing struct {
	secret                 []byte
	room, sender, receiver string
	direction              byte
	counter                uint64
	plaintext              string
}

const (
	sender   = "sender0000000001"
	receiver = "receiver00000001"
	restart  = `{"type":"restart","conn":"conn0001"}`
)

func base() sealing {
	return sealing{secret, roomOf(secret), sender, receiver, 'o', 7, restart}
}

func (s sealing) seal() string {
	block, err := aes.NewCipher(derive(s.secret, "", "coviewer/1 signal", 32))
	if err != nil {
		log.Fatal(err)
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		log.Fatal(err)
	}
	nonce := unhex("a0a1a2a3a4a5a6a7a8a9aaab")
	ad := "coviewer/1 box"
	for _, field := range []string{s.room, s.sender, s.receiver} {
		ad += string([]byte{byte(len(field))}) + field
	}
	ad += string([]byte{s.direction})
	return b64(gcm.Seal(nonce, nonce, []byte(s.plaintext), binary.BigEndian.AppendUint64([]byte(ad), s.counter)))
}

// input is what the receiver knows: its link, its instance, what the server
// told, and the highest counter that it opened of this sender before.
func input(counter uint64, sealed string, highest uint64) map[string]any {
	return map[string]any{
		"link":   "https://shop.example/r/" + roomOf(secret) + "#" + b64(secret),
		"sender": sender, "receiver": receiver, "direction": "o",
		"box": map[string]any{"counter": counter, "sealed": sealed}, "highest": highest,
	}
}

func boxVectors() map[string]vector {
	out := map[string]vector{}
	for name, v := range messageVectors() {
		out[name] = v
	}
	for name, v := range sealVectors() {
		out[name] = v
	}
	return out
}

func sealVectors() map[string]vector {
	value := map[string]any{"type": "restart", "conn": "conn0001"}
	ok := base().seal()
	bad := func(comment string, change func(*sealing)) vector {
		s := base()
		change(&s)
		return vector{comment, "not-ours", input(7, s.seal(), 0), nil}
	}
	raw := func(comment, class string, counter uint64, sealed string, highest uint64) vector {
		return vector{comment, class, input(counter, sealed, highest), nil}
	}
	waiting := base()
	waiting.receiver = ""
	waitingInput := input(7, waiting.seal(), 0)
	waitingInput["receiver"] = ""
	answer := base()
	answer.direction = 'a'
	answerInput := input(7, answer.seal(), 0)
	answerInput["direction"] = "a"
	largest := base()
	largest.counter = 1<<53 - 1
	flipped := func(at int) string {
		letter := "A"
		if ok[at] == 'A' {
			letter = "B"
		}
		return ok[:at] + letter + ok[at+1:]
	}
	return map[string]vector{
		"restart":         {"the smallest box", "ok", input(7, ok, 6), value},
		"waiting":         {"a waiting offer is sealed for nobody by name", "ok", waitingInput, value},
		"from-answerer":   {"the other direction", "ok", answerInput, value},
		"largest-counter": {"2^53 − 1", "ok", input(1<<53-1, largest.seal(), 0), value},
		"replayed":        raw("the same counter again", "replayed", 7, ok, 7),
		"replayed-older":  raw("a lower counter than the highest", "replayed", 7, ok, 9),
		"wrong-secret":    bad("sealed by somebody with another link", func(s *sealing) { s.secret = other }),
		"wrong-room":      bad("sealed for another room", func(s *sealing) { s.room = roomOf(other) }),
		"wrong-sender":    bad("the server names another sender", func(s *sealing) { s.sender = "sender0000000002" }),
		"wrong-receiver":  bad("meant for somebody else", func(s *sealing) { s.receiver = "receiver00000002" }),
		"waiting-as-mine": bad("a waiting offer delivered as a box", func(s *sealing) { s.receiver = "" }),
		"thrown-back":     bad("sealed in the other direction", func(s *sealing) { s.direction = 'a' }),
		"wrong-counter":   bad("the counter outside was changed", func(s *sealing) { s.counter = 8 }),
		"shifted-fields": bad("the same letters with another border between sender and receiver", func(s *sealing) {
			s.sender, s.receiver = sender+"r", receiver[1:]
		}),
		"altered-nonce":      raw("one letter of the nonce", "not-ours", 7, flipped(0), 0),
		"altered-ciphertext": raw("one letter of the ciphertext", "not-ours", 7, flipped(20), 0),
		"altered-tag":        raw("one letter of the tag", "not-ours", 7, flipped(len(ok)-4), 0),
		"cut":                raw("the last bytes are missing", "not-ours", 7, ok[:len(ok)-4], 0),
		"too-short":          raw("no room for a nonce and a tag", "not-ours", 7, ok[:32], 0),
		"empty":              raw("nothing", "not-ours", 7, "", 0),
		"padded":             raw("padding", "not-ours", 7, ok+"=", 0),
		"alphabet":           raw("a character outside base64url", "not-ours", 7, "+"+ok[1:], 0),
		"line-break":         raw("a line break within", "not-ours", 7, ok[:8]+"\n"+ok[8:], 0),
		"counter-zero":       raw("counters start at 1", "not-ours", 0, ok, 0),
		"altered-replay":     raw("an altered box is not ours, whatever its counter", "not-ours", 7, flipped(20), 9),
	}
}

func messageVectors() map[string]vector {
	sealed := func(plaintext string) map[string]any {
		s := base()
		s.plaintext = plaintext
		return input(7, s.seal(), 0)
	}
	ok := func(comment, plaintext string, value map[string]any) vector {
		return vector{comment, "ok", sealed(plaintext), value}
	}
	bad := func(comment, plaintext string) vector {
		return vector{comment, "bad-message", sealed(plaintext), nil}
	}
	candidate := map[string]any{"type": "candidate", "conn": "conn0001", "candidate": "candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host", "mid": "0", "line": 0}
	return map[string]vector{
		"offer":              ok("an offer", `{"type":"offer","conn":"conn0001","sdp":"v=0\r\n"}`, map[string]any{"type": "offer", "conn": "conn0001", "sdp": "v=0\r\n"}),
		"answer":             ok("an answer", `{"type":"answer","conn":"conn0001","sdp":"v=0\r\n"}`, map[string]any{"type": "answer", "conn": "conn0001", "sdp": "v=0\r\n"}),
		"candidate":          ok("a candidate", `{"type":"candidate","conn":"conn0001","candidate":"candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host","mid":"0","line":0}`, candidate),
		"candidates-end":     ok("an empty candidate ends them", `{"type":"candidate","conn":"conn0001","candidate":"","mid":"0","line":0}`, map[string]any{"type": "candidate", "conn": "conn0001", "candidate": "", "mid": "0", "line": 0}),
		"extra-member":       ok("a member of a newer version is ignored", `{"type":"restart","conn":"conn0001","why":"later"}`, map[string]any{"type": "restart", "conn": "conn0001"}),
		"not-json":           bad("not JSON", `restart`),
		"not-object":         bad("a list", `["restart","conn0001"]`),
		"null":               bad("null", `null`),
		"trailing":           bad("something after the object", restart+"x"),
		"bad-utf8":           bad("not UTF-8", "{\"type\":\"restart\",\"conn\":\"conn0001\",\"x\":\"\xff\"}"),
		"no-type":            bad("no type", `{"conn":"conn0001"}`),
		"unknown-type":       bad("a type that does not exist", `{"type":"rollback","conn":"conn0001"}`),
		"type-case":          bad("names are told apart by case", `{"Type":"restart","conn":"conn0001"}`),
		"no-conn":            bad("no conn", `{"type":"restart"}`),
		"conn-short":         bad("conn of 7 characters", `{"type":"restart","conn":"conn001"}`),
		"conn-long":          bad("conn of 23 characters", `{"type":"restart","conn":"conn0000000000000000001"}`),
		"conn-alphabet":      bad("conn with a capital", `{"type":"restart","conn":"Conn0001"}`),
		"conn-number":        bad("conn is a number", `{"type":"restart","conn":12345678}`),
		"no-sdp":             bad("an offer without description", `{"type":"offer","conn":"conn0001"}`),
		"sdp-null":           bad("an offer with null as description", `{"type":"offer","conn":"conn0001","sdp":null}`),
		"sdp-empty":          bad("an empty description", `{"type":"answer","conn":"conn0001","sdp":""}`),
		"candidate-missing":  bad("a candidate without its text", `{"type":"candidate","conn":"conn0001","mid":"0","line":0}`),
		"mid-missing":        bad("a candidate without mid", `{"type":"candidate","conn":"conn0001","candidate":"","line":0}`),
		"mid-long":           bad("mid of 33 characters", `{"type":"candidate","conn":"conn0001","candidate":"","mid":"`+strings.Repeat("m", 33)+`","line":0}`),
		"line-missing":       bad("a candidate without line", `{"type":"candidate","conn":"conn0001","candidate":"","mid":"0"}`),
		"line-negative":      bad("line −1", `{"type":"candidate","conn":"conn0001","candidate":"","mid":"0","line":-1}`),
		"line-fraction":      bad("line 0.5", `{"type":"candidate","conn":"conn0001","candidate":"","mid":"0","line":0.5}`),
		"line-text":          bad("line as text", `{"type":"candidate","conn":"conn0001","candidate":"","mid":"0","line":"0"}`),
		"line-large":         bad("line 256", `{"type":"candidate","conn":"conn0001","candidate":"","mid":"0","line":256}`),
		"message-too-long":   bad("24,001 bytes", restart+strings.Repeat(" ", 24_001-len(restart))),
		"message-at-maximum": ok("24,000 bytes", restart+strings.Repeat(" ", 24_000-len(restart)), map[string]any{"type": "restart", "conn": "conn0001"}),
	}
}
