package turnserver

import (
	"time"

	"github.com/pion/stun/v3"
	"github.com/pion/turn/v4"
)

// authenticator checks TURN REST credentials. The long-term key follows from
// username and secret alone; stun.MessageIntegrity compares in constant time.
type authenticator struct {
	realm  string
	secret []byte
	now    func() time.Time
	ledger *ledger
}

// key returns the long-term key of username (RFC 8489 section 9.2.2), if the
// credentials may be used on t now: before their expiry, or after it while an
// allocation made with them lives there (RFC 8656 leaves that to the server;
// without it an expiry would cut a panel in the middle of a call).
func (a *authenticator) key(t tuple, username, realm string) (key []byte, failure authFailure, ok bool) {
	expires, _, err := ParseUsername(username)
	switch {
	case err != nil:
		return nil, authUsername, false
	case realm != a.realm:
		return nil, authRealm, false
	case !a.now().Before(expires) && !a.ledger.alive(t, username):
		return nil, authExpired, false
	}
	return turn.GenerateAuthKey(username, a.realm, password64(a.secret, username)), 0, true
}

// verify tells who signed m, and with which key. It counts nothing: whatever
// it turns down goes on to pion, which asks again and answers.
func (a *authenticator) verify(t tuple, m *stun.Message) (username string, key stun.MessageIntegrity, ok bool) {
	var name stun.Username
	var realm stun.Realm
	if m.Parse(&name, &realm) != nil {
		return "", nil, false
	}
	username = name.String()
	key, _, ok = a.key(t, username, realm.String())
	if !ok || key.Check(m) != nil {
		return "", nil, false
	}
	return username, key, true
}
