package panel

import (
	"errors"
	"fmt"
	"strings"

	"github.com/coviewer/coviewer/peer/wire"
)

// ErrNoRoom says that no key fits between two: they are not in order, or the key
// would be too long. The caller appends instead, or renumbers its own pictures.
var ErrNoRoom = errors.New("no-room")

// orderDigits are the digits of an order key by value; they sort bytewise.
const orderDigits = ".0123456789abcdefghijklmnopqrstuvwxyz"

// Between gives an order key strictly between the keys a and b (PROTOCOL.md,
// section 5). "" stands for the start as a, and for the end as b. The site keeps
// apart what two peers put at the same place.
func Between(a, b, site string) (string, error) {
	if a != "" && !wire.ValidOrder(a) || b != "" && !wire.ValidOrder(b) {
		return "", wire.Errorf(wire.ClassBadValue, "order key %q or %q", a, b)
	}
	var key strings.Builder
	passed := b == "" // b no longer bounds: the digits so far are below it
	for i := range wire.MaxOrderChars {
		low, high := digit(a, i), len(orderDigits)
		if !passed {
			high = digit(b, i)
			if i >= len(b) {
				return "", fmt.Errorf("%q is not before %q: %w", a, b, ErrNoRoom)
			}
		}
		switch room := high - low; {
		case room > 1:
			key.WriteByte(orderDigits[middle(low, high, a != "" && b == "")])
			return suffixed(key.String(), site)
		case room == 1:
			passed = true
		case room < 0:
			return "", fmt.Errorf("%q is not before %q: %w", a, b, ErrNoRoom)
		}
		key.WriteByte(orderDigits[low])
	}
	return "", fmt.Errorf("between %q and %q: %w", a, b, ErrNoRoom)
}

// middle picks the digit. Appending takes the next one, not the middle, so that
// keys stay short in the usual case of picture after picture.
func middle(low, high int, appending bool) int {
	if appending {
		return low + 1
	}
	return (low + high) / 2
}

// digit is the value of the i-th digit of a key, 0 past its end.
func digit(key string, i int) int {
	if i >= len(key) {
		return 0
	}
	return strings.IndexByte(orderDigits, key[i])
}

func suffixed(digits, site string) (string, error) {
	key := digits + "." + site
	if len(key) > wire.MaxOrderChars {
		return "", fmt.Errorf("key of %d characters: %w", len(key), ErrNoRoom)
	}
	return key, nil
}
