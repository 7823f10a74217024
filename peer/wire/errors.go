package wire

import (
	"errors"
	"fmt"
)

// classError is an error that the protocol has a name for.
type classError struct {
	class string
	what  string
}

func (e *classError) Error() string { return e.class + ": " + e.what }

// Errorf makes an error of a class (ClassBadField, …). The class is what
// programs look at, the text is for a person.
func Errorf(class, format string, args ...any) error {
	return &classError{class: class, what: fmt.Sprintf(format, args...)}
}

// Class is the class of an error of this protocol, or "" for any other error
// and for nil.
func Class(err error) string {
	if e, ok := errors.AsType[*classError](err); ok {
		return e.class
	}
	return ""
}
