package turnserver

import (
	"strings"
	"testing"
	"time"
)

func TestCredentials(t *testing.T) {
	at := func() time.Time { return time.Unix(1_800_000_000, 999) }
	username, password, expires := Credentials{Secret: []byte("north"), Lifetime: time.Minute, Now: at}.For("room/peer")
	// printf '1800000060:room/peer' | openssl dgst -sha1 -hmac north -binary | base64
	if username != "1800000060:room/peer" || password != "LUf4va2xvSja1sWNnB67S42J7SA=" || !expires.Equal(time.Unix(1_800_000_060, 0)) {
		t.Errorf("got %q %q %v", username, password, expires)
	}
}

func TestCredentialsDefaults(t *testing.T) {
	before := time.Now()
	_, _, expires := Credentials{Secret: testSecret}.For("x")
	if lifetime := expires.Sub(before); lifetime < DefaultCredentialLifetime-time.Second || lifetime > DefaultCredentialLifetime+patience {
		t.Errorf("lifetime %v", lifetime)
	}
}

func TestCredentialsKeepUsersApart(t *testing.T) {
	seen := map[string]string{}
	for _, id := range []string{"a", "a:b", "a%3Ab", "a%b", "a%25b", ":", "%"} {
		username, _, _ := Credentials{Secret: testSecret}.For(id)
		_, user, err := ParseUsername(username)
		if err != nil {
			t.Errorf("%q: %v", id, err)
		}
		if other, taken := seen[user]; taken {
			t.Errorf("%q and %q are both %q", id, other, user)
		}
		seen[user] = id
	}
}

func TestParseUsernameRefuses(t *testing.T) {
	for name, username := range map[string]string{
		"empty":            "",
		"no colon":         "1800000000",
		"no user":          "1800000000:",
		"no expiry":        ":user",
		"second colon":     "1800000000:room:peer",
		"leading zero":     "01800000000:user",
		"sign":             "+1800000000:user",
		"negative":         "-1:user",
		"space":            " 1800000000:user",
		"hexadecimal":      "0x6b49d200:user",
		"other digits":     "١٨٠٠:user",
		"too many digits":  "1234567890123:user",
		"too long":         "1800000000:" + strings.Repeat("u", maxUsernameBytes),
		"fraction":         "1800000000.5:user",
		"expiry with word": "18000x0000:user",
	} {
		if _, _, err := ParseUsername(username); err == nil {
			t.Errorf("%s: %q accepted", name, username)
		}
	}
}

func FuzzParseUsername(f *testing.F) {
	f.Add("1800000000:room/peer")
	f.Add("0:x")
	f.Add(":")
	f.Fuzz(func(t *testing.T, username string) {
		expires, user, err := ParseUsername(username)
		if err != nil {
			return
		}
		// One spelling for one meaning: what was taken can be written back.
		issued := Credentials{Secret: testSecret, Lifetime: time.Nanosecond, Now: func() time.Time { return expires }}
		if back, _, _ := issued.For("x"); strings.TrimSuffix(back, "x")+user != username {
			t.Errorf("%q came back as %q for %q", username, back, user)
		}
	})
}
