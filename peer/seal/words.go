package seal

import (
	"bytes"
	"crypto/sha256"
	"crypto/subtle"
	_ "embed" // words.json
	"encoding/json"
	"fmt"
	"sync"
)

const (
	// NonceBytes is the size of the nonce that each side commits to.
	NonceBytes = 16
	// FingerprintBytes is that of a SHA-256 DTLS certificate fingerprint.
	FingerprintBytes = 32
	wordCount        = 4
)

//go:embed words.json
var wordsJSON []byte

var wordList = sync.OnceValue(func() [256]string {
	var list []string
	if err := json.Unmarshal(wordsJSON, &list); err != nil || len(list) != 256 {
		panic(fmt.Sprintf("seal: words.json: %d words, %v", len(list), err))
	}
	return [256]string(list)
})

// Commit is the commitment to a nonce that goes into hello, before the other
// side's nonce can be known.
func Commit(nonce [NonceBytes]byte) [sha256.Size]byte {
	return sha256.Sum256(append([]byte("coviewer/1 commit"), nonce[:]...))
}

// CheckReveal checks the nonce of a reveal against the commitment of hello.
func CheckReveal(commit, nonce []byte) error {
	if len(nonce) != NonceBytes {
		return refuse(ClassBadCommit, "the nonce has the wrong size")
	}
	want := Commit([NonceBytes]byte(nonce))
	if subtle.ConstantTimeCompare(commit, want[:]) != 1 {
		return refuse(ClassBadCommit, "the nonce is not the one committed to")
	}
	return nil
}

// Side is one side of a panel connection: the SHA-256 fingerprint of its DTLS
// certificate, and its nonce.
type Side struct {
	Fingerprint [FingerprintBytes]byte
	Nonce       [NonceBytes]byte
}

// Words gives the four matching words of a panel connection, the same on both
// sides whichever is named first.
func (l Link) Words(a, b Side) [wordCount]string {
	if bytes.Compare(a.Fingerprint[:], b.Fingerprint[:]) > 0 {
		a, b = b, a
	}
	salt := bytes.Join([][]byte{a.Fingerprint[:], b.Fingerprint[:], a.Nonce[:], b.Nonce[:]}, nil)
	var words [wordCount]string
	for i, index := range derive(l.secret[:], string(salt), infoWords, wordCount) {
		words[i] = wordList()[index]
	}
	return words
}
