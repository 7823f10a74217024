package panel

import (
	"errors"
	"strings"
	"testing"

	"github.com/coviewer/coviewer/peer/wire"
	"pgregory.net/rapid"
)

var anyKey = rapid.StringMatching(`[.0-9a-z]{0,5}[0-9a-z]`)

func TestBetweenIsStrictlyBetween(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyKey.Draw(t, "a"), anyKey.Draw(t, "b")
		if rapid.Bool().Draw(t, "a is the beginning of b") {
			b = a + b
		}
		if a == b {
			t.Skip("nothing is between a key and itself")
		}
		if a > b {
			a, b = b, a
		}
		site := anySite.Draw(t, "site")
		for _, pair := range [][2]string{{a, b}, {"", a}, {a, ""}, {"", ""}} {
			key, err := Between(pair[0], pair[1], site)
			if err != nil {
				t.Fatal(err)
			}
			if !wire.ValidOrder(key) || key <= pair[0] || pair[1] != "" && key >= pair[1] || !strings.HasSuffix(key, "."+site) {
				t.Fatalf("between %q and %q: %q", pair[0], pair[1], key)
			}
		}
		if key, err := Between(b, a, site); !errors.Is(err, ErrNoRoom) {
			t.Fatalf("between %q and %q, which are not in order: %q, %v", b, a, key, err)
		}
	})
}

// Pictures are put in at random places; the keys stay in order until there is
// no room, which is said and not guessed.
func TestInsertingAnywhereKeepsTheOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := []string{""}
		for range rapid.IntRange(1, 60).Draw(t, "pictures") {
			at := rapid.IntRange(0, len(keys)-1).Draw(t, "at")
			next := ""
			if at+1 < len(keys) {
				next = keys[at+1]
			}
			key, err := Between(keys[at], next, anySite.Draw(t, "site"))
			if errors.Is(err, ErrNoRoom) {
				continue
			}
			if err != nil || key <= keys[at] || next != "" && key >= next {
				t.Fatalf("between %q and %q: %q, %v", keys[at], next, key, err)
			}
			keys = append(keys[:at+1], append([]string{key}, keys[at+1:]...)...)
		}
	})
}

func TestAppendingStaysShort(t *testing.T) {
	last := ""
	for range 1000 {
		key, err := Between(last, "", "sitea000")
		if err != nil {
			t.Fatal(err)
		}
		last = key
	}
	if len(last) > 40 {
		t.Errorf("after 1,000 pictures the key is %d characters: %s", len(last), last)
	}
}
