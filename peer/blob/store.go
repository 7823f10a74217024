package blob

import (
	"crypto/sha256"
	"encoding/hex"
)

// Hash is the name of a blob: the SHA-256 of its bytes.
type Hash [sha256.Size]byte

func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// Limits bound what a store takes. All must be set.
type Limits struct {
	MaxBlobBytes  int64
	MaxTotalBytes int64 // of all blobs, arrived or not
	MaxPixels     int64
}

// Store keeps blobs in memory: whole ones, and what has arrived of others. It
// is not safe for concurrent use: the owner of the peer owns it.
type Store struct {
	limits Limits
	total  int64
	blobs  map[Hash]*entry
}

type entry struct {
	mediaType string
	size      int64
	bytes     []byte // nil until the first block
	received  Ranges
	whole     bool
}

// NewStore makes an empty store.
func NewStore(limits Limits) *Store { return &Store{limits: limits, blobs: map[Hash]*entry{}} }

// Put keeps a blob of one's own and names it. The store keeps the slice.
func (s *Store) Put(b []byte) (Hash, error) {
	hash := Hash(sha256.Sum256(b))
	if e, found := s.blobs[hash]; found && e.whole {
		return hash, nil
	}
	h, err := CheckPicture(b, "", s.limits.MaxPixels)
	if err != nil {
		return Hash{}, err
	}
	s.Drop(hash)
	if err := s.reserve(int64(len(b))); err != nil {
		return Hash{}, err
	}
	s.blobs[hash] = &entry{mediaType: h.Type, size: int64(len(b)), bytes: b, whole: true}
	return hash, nil
}

// Expect opens a place for a blob that somebody announced. A second call for
// the same blob changes nothing.
func (s *Store) Expect(hash Hash, size int64, mediaType string) error {
	if _, found := s.blobs[hash]; found {
		return nil
	}
	if size < 1 {
		return refuse(ClassBadField, "a blob of %d bytes", size)
	}
	if err := s.reserve(size); err != nil {
		return err
	}
	s.blobs[hash] = &entry{mediaType: mediaType, size: size}
	return nil
}

func (s *Store) reserve(size int64) error {
	if size > s.limits.MaxBlobBytes || s.total+size > s.limits.MaxTotalBytes {
		return refuse(ClassTooMany, "a blob of %d bytes beside %d", size, s.total)
	}
	s.total += size
	return nil
}

// Write takes a block of an expected blob. When it was the last one the blob
// is verified: whole is true, or the error says why all of it was dropped; it
// may be expected again.
func (s *Store) Write(hash Hash, offset int64, payload []byte) (whole bool, err error) {
	e, found := s.blobs[hash]
	r := Range{offset, int64(len(payload))}
	if !found || e.whole || offset < 0 || r.end() > e.size {
		return false, refuse(ClassBadField, "a block of %d bytes at %d is not expected", len(payload), offset)
	}
	if e.bytes == nil {
		e.bytes = make([]byte, e.size)
	}
	copy(e.bytes[offset:], payload)
	e.received = e.received.Add(r)
	if e.received.Bytes() < e.size {
		return false, nil
	}
	if err := s.verify(hash, e); err != nil {
		s.Drop(hash)
		return false, err
	}
	e.whole, e.received = true, nil
	return true, nil
}

func (s *Store) verify(hash Hash, e *entry) error {
	if Hash(sha256.Sum256(e.bytes)) != hash {
		return refuse(ClassBadHash, "%d bytes are not those of %s", e.size, hash)
	}
	_, err := CheckPicture(e.bytes, e.mediaType, s.limits.MaxPixels)
	return err
}

// Get returns a whole, verified blob. It must not be changed.
func (s *Store) Get(hash Hash) ([]byte, bool) {
	e, found := s.blobs[hash]
	if !found || !e.whole {
		return nil, false
	}
	return e.bytes, true
}

// Progress is how much of an expected blob has arrived.
func (s *Store) Progress(hash Hash) (received, size int64) {
	e, found := s.blobs[hash]
	switch {
	case !found:
		return 0, 0
	case e.whole:
		return e.size, e.size
	}
	return e.received.Bytes(), e.size
}

// Missing is what an expected blob lacks, at most n ranges.
func (s *Store) Missing(hash Hash, n int) Ranges {
	e, found := s.blobs[hash]
	if !found || e.whole {
		return nil
	}
	return e.received.Missing(e.size, n)
}

// Whole lists the blobs that are here and verified.
func (s *Store) Whole() []Hash {
	var hashes []Hash
	for hash, e := range s.blobs {
		if e.whole {
			hashes = append(hashes, hash)
		}
	}
	return hashes
}

// Drop forgets a blob.
func (s *Store) Drop(hash Hash) {
	if e, found := s.blobs[hash]; found {
		s.total -= e.size
		delete(s.blobs, hash)
	}
}
