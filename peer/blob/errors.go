package blob

import (
	"errors"
	"fmt"
)

// Classes of refusals, those of PROTOCOL.md section 8 and of refuse.
const (
	ClassBadHash    = "bad-hash"    // the bytes are not those of the name
	ClassBadPicture = "bad-picture" // not a picture of the announced type, or too large
	ClassBadField   = "bad-field"   // bytes that nobody asked for
	ClassTooMany    = "too-many"    // more than this side keeps

	ReasonUnknown  = "unknown"   // a want for a blob that is not here
	ReasonBadRange = "bad-range" // a want beyond the blob's end
	ReasonBusy     = "busy"      // more wants than are served at once
)

// Error is a refusal with its class.
type Error struct{ Class, Detail string }

func (e *Error) Error() string { return e.Class + ": " + e.Detail }

func refuse(class, format string, args ...any) error {
	return &Error{class, fmt.Sprintf(format, args...)}
}

// Class returns the class of an error of this package, or "".
func Class(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Class
	}
	return ""
}
