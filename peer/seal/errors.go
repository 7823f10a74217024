package seal

import "errors"

// The classes of what can be wrong, the same strings in both languages.
const (
	ClassBadLink    = "bad-link"    // not of the form of a link
	ClassNoSecret   = "no-secret"   // a link without its fragment
	ClassBadSecret  = "bad-secret"  // a fragment that is no secret
	ClassMismatch   = "mismatch"    // room and secret are not of one link
	ClassNotOurs    = "not-ours"    // a box that does not open
	ClassReplayed   = "replayed"    // a box whose counter was seen
	ClassBadMessage = "bad-message" // a box that opened onto something else than a message
	ClassBadCommit  = "bad-commit"  // a nonce that is not the one committed to
)

// Error is a refusal with its class.
type Error struct {
	Class  string
	Detail string
}

func (e *Error) Error() string { return e.Class + ": " + e.Detail }

func refuse(class, detail string) error { return &Error{Class: class, Detail: detail} }

// Class returns the class of an error of this package, or "" if it has none.
func Class(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Class
	}
	return ""
}
