package wire

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// The bits of an initial byte (RFC 8949 section 3).
const (
	majorUnsigned = iota
	majorNegative
	majorBytes
	majorText
	majorArray
	majorMap
	majorTag
	majorSimple
)

const (
	argumentBits  = 5
	argumentMask  = 1<<argumentBits - 1
	argument8     = 24 // the argument follows in 1 byte; 25, 26, 27: 2, 4, 8
	argument64    = 27
	simpleFalse   = majorSimple<<argumentBits | 20
	simpleNull    = majorSimple<<argumentBits | 22
	greatestMinus = MaxSafeInteger - 1 // −1 − n is still −(2^53 − 1)
)

// scanner walks over one encoded item and refuses what is not in the subset.
// It exists beside the CBOR codec because the codec accepts more than the
// subset, and because the class of the first failure in reading order is part
// of the protocol: both languages must name the same one.
type scanner struct {
	rest  []byte
	depth int
}

// scan checks that b is exactly one item of the subset.
func scan(b []byte) error {
	if len(b) > MaxMessageBytes {
		return Errorf(ClassTooLong, "%d bytes", len(b))
	}
	s := scanner{rest: b}
	if err := s.item(); err != nil {
		return err
	}
	if len(s.rest) > 0 {
		return Errorf(ClassBadCBOR, "%d bytes behind the item", len(s.rest))
	}
	return nil
}

// head reads an initial byte with its argument.
func (s *scanner) head() (major int, argument uint64, err error) {
	if len(s.rest) == 0 {
		return 0, 0, Errorf(ClassTruncated, "item missing")
	}
	initial := s.rest[0]
	major, argument = int(initial>>argumentBits), uint64(initial&argumentMask)
	switch {
	case major == majorTag, argument > argument64,
		major == majorSimple && (initial < simpleFalse || initial > simpleNull):
		return 0, 0, Errorf(ClassBadCBOR, "initial byte %#02x", initial)
	case argument < argument8:
		s.rest = s.rest[1:]
		return major, argument, nil
	}
	size := 1 << (argument - argument8)
	if len(s.rest) < 1+size {
		return 0, 0, Errorf(ClassTruncated, "argument of %d bytes", size)
	}
	var wide [8]byte
	copy(wide[8-size:], s.rest[1:1+size])
	argument = binary.BigEndian.Uint64(wide[:])
	if argument < argument8 || size > 1 && bits.Len64(argument) <= size*8/2 {
		return 0, 0, Errorf(ClassNotCanonical, "%d in %d bytes", argument, size)
	}
	s.rest = s.rest[1+size:]
	return major, argument, nil
}

func (s *scanner) item() error {
	major, argument, err := s.head()
	if err != nil {
		return err
	}
	switch major {
	case majorUnsigned:
		if argument > MaxSafeInteger {
			return Errorf(ClassBadCBOR, "integer beyond 2^53 − 1")
		}
	case majorNegative:
		if argument > greatestMinus {
			return Errorf(ClassBadCBOR, "integer beyond −(2^53 − 1)")
		}
	case majorBytes, majorText:
		_, err = s.content(major, argument)
	case majorArray:
		err = s.nested(argument, 1, (*scanner).array)
	case majorMap:
		err = s.nested(argument, 2, (*scanner).entries)
	}
	return err
}

// content takes the bytes of a text or byte string.
func (s *scanner) content(major int, length uint64) ([]byte, error) {
	if length > uint64(len(s.rest)) {
		return nil, Errorf(ClassTruncated, "%d bytes announced, %d left", length, len(s.rest))
	}
	content := s.rest[:length]
	s.rest = s.rest[length:]
	if major == majorText && !utf8.Valid(content) {
		return nil, Errorf(ClassBadCBOR, "text that is not UTF-8")
	}
	return content, nil
}

// nested walks an array or map, of whose units each needs some bytes at least:
// a huge count is refused before anything is done for it.
func (s *scanner) nested(count, unitBytes uint64, walk func(*scanner, uint64) error) error {
	s.depth++
	defer func() { s.depth-- }()
	switch {
	case s.depth > MaxDepth:
		return Errorf(ClassTooDeep, "nested more than %d deep", MaxDepth)
	case count > uint64(len(s.rest))/unitBytes:
		return Errorf(ClassTruncated, "%d items announced, %d bytes left", count, len(s.rest))
	}
	return walk(s, count)
}

func (s *scanner) array(count uint64) error {
	for range count {
		if err := s.item(); err != nil {
			return err
		}
	}
	return nil
}

func (s *scanner) entries(count uint64) error {
	var last []byte
	for i := range count {
		start := s.rest
		if len(start) > 0 && start[0]>>argumentBits != majorText {
			return Errorf(ClassBadCBOR, "key with initial byte %#02x", start[0])
		}
		major, length, err := s.head()
		if err != nil {
			return err
		}
		if _, err := s.content(major, length); err != nil {
			return err
		}
		key := start[:len(start)-len(s.rest)]
		if i > 0 && bytes.Compare(last, key) >= 0 {
			return Errorf(ClassNotCanonical, "map keys out of order")
		}
		last = key
		if err := s.item(); err != nil {
			return err
		}
	}
	return nil
}
