package turnserver

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // TURN REST is HMAC-SHA1 by protocol
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

const (
	// DefaultCredentialLifetime is enough to connect; relays that live then live on.
	DefaultCredentialLifetime = 2 * time.Hour

	// maxUsernameBytes is the limit of the USERNAME attribute (RFC 8489 section 14.3).
	maxUsernameBytes = 508
	// maxExpiryDigits holds Unix seconds for the next 30,000 years.
	maxExpiryDigits = 12
)

// Credentials issues TURN REST credentials (draft-uberti-behave-turn-rest-00)
// that every relay with the same secret accepts, without talking to it.
type Credentials struct {
	Secret   []byte
	Lifetime time.Duration    // 0: DefaultCredentialLifetime
	Now      func() time.Time // nil: time.Now
}

// For returns what userID shows to the relay. The user id counts for quotas, and
// shows up in the relay's debug log: use the ids of room and peer, not a name.
// A ':' would end the id early for the relay, so it is escaped, as is '%'.
func (c Credentials) For(userID string) (username, password string, expires time.Time) {
	now := time.Now
	if c.Now != nil {
		now = c.Now
	}
	lifetime := c.Lifetime
	if lifetime == 0 {
		lifetime = DefaultCredentialLifetime
	}
	expires = now().Add(lifetime).Truncate(time.Second)
	id := strings.NewReplacer("%", "%25", ":", "%3A").Replace(userID)
	username = strconv.FormatInt(expires.Unix(), 10) + ":" + id
	return username, password64(c.Secret, username), expires
}

// password64 is the password that belongs to username: base64(HMAC-SHA1(secret, username)).
func password64(secret []byte, username string) string {
	mac := hmac.New(sha1.New, secret)
	mac.Write([]byte(username))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

var errUsername = errors.New("turn username")

// ParseUsername splits "expiry:user". It takes exactly the form that
// Credentials writes: two spellings of one expiry would be two users.
func ParseUsername(username string) (expires time.Time, userID string, err error) {
	if len(username) > maxUsernameBytes {
		return time.Time{}, "", fmt.Errorf("%w: longer than %d bytes", errUsername, maxUsernameBytes)
	}
	digits, userID, found := strings.Cut(username, ":")
	switch {
	case !found:
		return time.Time{}, "", fmt.Errorf("%w: no colon", errUsername)
	case userID == "" || strings.Contains(userID, ":"):
		return time.Time{}, "", fmt.Errorf("%w: user id empty or with a colon", errUsername)
	case digits == "" || len(digits) > maxExpiryDigits || digits[0] == '0' || strings.Trim(digits, "0123456789") != "":
		return time.Time{}, "", fmt.Errorf("%w: expiry is not a plain number", errUsername)
	}
	seconds, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return time.Time{}, "", fmt.Errorf("%w: expiry: %w", errUsername, err)
	}
	return time.Unix(seconds, 0), userID, nil
}
