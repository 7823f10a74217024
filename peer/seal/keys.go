package seal

import (
	"crypto/hkdf"
	"crypto/sha256"
	"fmt"
)

const keyBytes = 32

// The info strings keep keys for different uses apart (RFC 5869 section 3.2).
const (
	infoRoom   = "coviewer/1 room"
	infoSignal = "coviewer/1 signal"
	infoStore  = "coviewer/1 store"
	infoWords  = "coviewer/1 words"
)

// SignalKey is the AES-256-GCM key of boxes.
func (l Link) SignalKey() []byte { return derive(l.secret[:], "", infoSignal, keyBytes) }

// StoreKey is the AES-256-GCM key of a panel that is kept on a device.
func (l Link) StoreKey() []byte { return derive(l.secret[:], "", infoStore, keyBytes) }

func roomOf(secret []byte) string {
	return base64url.EncodeToString(derive(secret, "", infoRoom, roomBytes))
}

func derive(secret []byte, salt, info string, n int) []byte {
	key, err := hkdf.Key(sha256.New, secret, []byte(salt), info, n)
	if err != nil {
		// Only lengths above 255 hashes fail, and all lengths are constants.
		panic(fmt.Sprintf("seal: hkdf: %v", err))
	}
	return key
}
