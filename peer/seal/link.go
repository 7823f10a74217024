package seal

import (
	"encoding/base64"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"strings"
)

const (
	secretBytes  = 16
	roomBytes    = 16
	encodedChars = 22   // of a secret and of a room in base64url
	maxLinkChars = 2048 // longer than any address that a person can paste
)

// base64url refuses a last character whose unused bits are set: one secret,
// one spelling.
var base64url = base64.RawURLEncoding.Strict()

// Link is an invitation to one room. The zero value is no link.
type Link struct {
	Origin string // scheme and host, without a slash at the end
	Room   string
	secret [secretBytes]byte
}

// New makes a link to a room that nobody has ever been in.
func New(random io.Reader, origin string) (Link, error) {
	u, err := url.Parse(origin)
	if err != nil || !isOrigin(u) || (u.Path != "" && u.Path != "/") || u.Fragment != "" {
		return Link{}, refuse(ClassBadLink, "origin is not http(s)://HOST")
	}
	l := Link{Origin: u.Scheme + "://" + u.Host}
	if _, err := io.ReadFull(random, l.secret[:]); err != nil {
		return Link{}, fmt.Errorf("read a random secret: %w", err)
	}
	l.Room = roomOf(l.secret[:])
	return l, nil
}

// Parse reads a link as a person pasted it and checks that its two halves
// belong together. The error never quotes the link: it may hold the secret.
func Parse(text string) (Link, error) {
	if len(text) > maxLinkChars {
		return Link{}, refuse(ClassBadLink, "too long")
	}
	u, err := url.Parse(text)
	if err != nil || !isOrigin(u) {
		return Link{}, refuse(ClassBadLink, "not https://HOST/r/ROOM#SECRET")
	}
	room, found := strings.CutPrefix(u.EscapedPath(), "/r/")
	if !found || !isEncoded(room) {
		return Link{}, refuse(ClassBadLink, "no room in the path")
	}
	// The raw text, not u.Fragment: that one is unescaped.
	_, fragment, _ := strings.Cut(text, "#")
	if fragment == "" {
		return Link{}, refuse(ClassNoSecret, "nothing after #")
	}
	if !isEncoded(fragment) {
		return Link{}, refuse(ClassBadSecret, "what follows # is not 22 characters of base64url")
	}
	l := Link{Origin: u.Scheme + "://" + u.Host, Room: room}
	if _, err := base64url.Decode(l.secret[:], []byte(fragment)); err != nil {
		return Link{}, refuse(ClassBadSecret, "not canonical base64url")
	}
	if roomOf(l.secret[:]) != room {
		return Link{}, refuse(ClassMismatch, "the room is not that of the secret")
	}
	return l, nil
}

// String is the link to pass on. It holds the secret: never log it.
func (l Link) String() string {
	return l.Origin + "/r/" + l.Room + "#" + base64url.EncodeToString(l.secret[:])
}

// LogValue keeps the secret out of every structured log.
func (l Link) LogValue() slog.Value { return slog.StringValue(l.Origin + "/r/" + l.Room) }

func isOrigin(u *url.URL) bool {
	return (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" &&
		u.User == nil && u.RawQuery == "" && !u.ForceQuery && u.Opaque == ""
}

// isEncoded reports whether s is the canonical base64url of 16 bytes.
func isEncoded(s string) bool {
	if len(s) != encodedChars || strings.ContainsAny(s, "\r\n") { // the decoder skips newlines
		return false
	}
	_, err := base64url.DecodeString(s)
	return err == nil
}
