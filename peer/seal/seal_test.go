package seal

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"log/slog"
	"regexp"
	"strings"
	"testing"
)

func newLink(t testing.TB) Link {
	t.Helper()
	l, err := New(rand.Reader, "https://shop.example")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestNewLinkParses(t *testing.T) {
	l := newLink(t)
	back, err := Parse(l.String())
	if err != nil || back != l {
		t.Errorf("Parse(%v) = %v, %v", l, back, err)
	}
	if another := newLink(t); another.Room == l.Room {
		t.Error("two new links have one room")
	}
}

func TestNewRefusesWhatIsNoOrigin(t *testing.T) {
	for _, origin := range []string{"", "shop.example", "ftp://shop.example", "https://shop.example/r/", "https://u@shop.example", "https://shop.example?x"} {
		if _, err := New(rand.Reader, origin); Class(err) != ClassBadLink {
			t.Errorf("New(%q): %v", origin, err)
		}
	}
}

func TestSecretStaysOutOfLogs(t *testing.T) {
	l := newLink(t)
	_, secret, _ := strings.Cut(l.String(), "#")
	var out bytes.Buffer
	slog.New(slog.NewTextHandler(&out, nil)).Info("joining", "link", l)
	if strings.Contains(out.String(), secret) || !strings.Contains(out.String(), l.Room) {
		t.Errorf("logged %s", out.String())
	}
	_, err := Parse(l.String() + "x")
	if err == nil || strings.Contains(err.Error(), secret) {
		t.Errorf("the error tells the secret: %v", err)
	}
}

func TestSealOpen(t *testing.T) {
	l := newLink(t)
	s := NewSealer(l, "sender01", rand.Reader)
	o := NewOpener(l, "receiver1")
	for i := range 3 {
		want := fmt.Appendf(nil, "message %d", i)
		b, err := s.Seal("receiver1", FromOfferer, want)
		if err != nil {
			t.Fatal(err)
		}
		if b.Counter != uint64(i+1) {
			t.Errorf("counter %d, want %d", b.Counter, i+1)
		}
		got, err := o.Open("sender01", FromOfferer, b)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("Open: %q, %v", got, err)
		}
		if _, err := o.Open("sender01", FromOfferer, b); Class(err) != ClassReplayed {
			t.Errorf("second Open: %v, want replayed", err)
		}
	}
}

func TestCountersAreKeptPerSender(t *testing.T) {
	l := newLink(t)
	o := NewOpener(l, "receiver1")
	for _, instance := range []string{"sender01", "sender02"} {
		b, err := NewSealer(l, instance, rand.Reader).Seal("receiver1", FromAnswerer, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.Open(instance, FromAnswerer, b); err != nil {
			t.Errorf("first box of %s: %v", instance, err)
		}
	}
}

func TestOpenerRemembersABoundedNumberOfSenders(t *testing.T) {
	l := newLink(t)
	o := NewOpener(l, "receiver1")
	for i := range maxSenders {
		o.highest[fmt.Sprint("sender", i)] = 1
	}
	b, err := NewSealer(l, "onemore1", rand.Reader).Seal("receiver1", FromOfferer, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Open("onemore1", FromOfferer, b); err == nil {
		t.Error("a sender past the bound was accepted")
	}
}

func TestSealRefusesWhatTheServerWouldNotForward(t *testing.T) {
	l := newLink(t)
	if _, err := NewSealer(l, "sender01", rand.Reader).Seal("", FromOfferer, make([]byte, MaxSealedChars)); err == nil {
		t.Error("a box too large was sealed")
	}
}

func TestWordList(t *testing.T) {
	list := wordList()
	plain := regexp.MustCompile(`^[a-z]{3,9}$`)
	for i, word := range list {
		if !plain.MatchString(word) {
			t.Errorf("%q is not 3 to 9 lower case ASCII letters", word)
		}
		for _, before := range list[:i] {
			if distance(spoken(before), spoken(word)) < 2 {
				t.Errorf("%q and %q sound alike", before, word)
			}
		}
	}
}

// spoken folds letters that sound alike in some of the five languages.
func spoken(word string) string {
	folded := strings.NewReplacer("ph", "f", "ck", "k", "qu", "k", "ch", "k", "gh", "g", "gn", "n",
		"c", "k", "z", "s", "y", "i", "x", "ks", "j", "i", "w", "v", "h", "").Replace(word)
	var out []byte
	for i := range len(folded) {
		if i == 0 || folded[i] != folded[i-1] {
			out = append(out, folded[i])
		}
	}
	return string(out)
}

// distance is Levenshtein's.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(row[j+1]+1, row[j]+1, cost)
		}
	}
	return row[len(b)]
}
