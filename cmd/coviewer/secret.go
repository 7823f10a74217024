package main

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

const (
	secretBytes    = 32
	minSecretChars = 16
	maxSecretBytes = 4096
)

// readSecret reads a shared secret from a file, without the newline at its end.
func readSecret(file string) ([]byte, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	b = bytes.TrimSpace(b)
	if len(b) < minSecretChars || len(b) > maxSecretBytes {
		return nil, fmt.Errorf("%s holds %d characters: a secret has %d to %d (openssl rand -base64 32)",
			file, len(b), minSecretChars, maxSecretBytes)
	}
	return b, nil
}

// sharedSecret is that of a file, or else of an environment variable: there is
// no flag for it, because other users of the machine see flags.
func (p *problems) sharedSecret(fileFlag, file, name, fromEnvironment string) []byte {
	if file != "" {
		b, err := readSecret(file)
		if err != nil {
			p.add(fileFlag, "%v", err)
		}
		return b
	}
	if n := len(fromEnvironment); n < minSecretChars || n > maxSecretBytes {
		p.found = append(p.found, fmt.Sprintf("%s has %d characters: a secret has %d to %d", name, n, minSecretChars, maxSecretBytes))
	}
	return []byte(fromEnvironment)
}

// localSecret is the relay's secret for one process that is both sides of it:
// kept in dir, so that credentials outlive a restart, or made anew.
func localSecret(dir string) ([]byte, error) {
	if dir == "" {
		return newSecret(), nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("%s: %w", setting("data"), err)
	}
	file := filepath.Join(dir, "turn-secret")
	b, err := readSecret(file)
	if err == nil {
		return b, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w", setting("data"), err)
	}
	b = newSecret()
	if err := os.WriteFile(file, append(b, '\n'), 0o600); err != nil {
		return nil, fmt.Errorf("%s: %w", setting("data"), err)
	}
	return b, nil
}

func newSecret() []byte {
	raw := make([]byte, secretBytes)
	_, _ = rand.Read(raw) // never fails (crypto/rand)
	return []byte(base64.StdEncoding.EncodeToString(raw))
}
