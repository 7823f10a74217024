// Command vectors writes the test vectors that both languages run. Its bytes
// come from the small encoder in encode.go, and its expectations from
// PROTOCOL.md, never from the codec under test. testdata/vectors/README.md says
// what the files look like.
package main

import (
	"log"
	"os"
	"path/filepath"
)

// Paths as seen from peer/wire, where go generate runs.
const (
	schemaPath = "schema.json"
	vectorsDir = "testdata/vectors"
)

func main() {
	log.SetFlags(0)
	files, err := generate(schemaPath)
	if err != nil {
		log.Fatal(err)
	}
	for _, group := range groups {
		if err := os.RemoveAll(filepath.Join(vectorsDir, group)); err != nil {
			log.Fatal(err)
		}
	}
	for name, content := range files {
		path := filepath.Join(vectorsDir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			log.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}
