// Command generate writes the two halves of the wire schema: schema_gen.go for
// Go, schema.gen.ts and limits.gen.ts in webclient/src/wire for the browser. It runs by
// `go generate ./peer/wire`; a test compares what it would write with what is
// committed.
package main

import (
	"log"
	"os"
)

// Paths as seen from peer/wire, where go generate runs.
const (
	schemaPath = "schema.json"
	goPath     = "schema_gen.go"
	tsPath     = "../../webclient/src/wire/schema.gen.ts"
	limitsPath = "../../webclient/src/wire/limits.gen.ts"
)

func main() {
	log.SetFlags(0)
	s, err := readSchema(schemaPath)
	if err != nil {
		log.Fatal(err)
	}
	goSource, err := writeGo(s)
	if err != nil {
		log.Fatal(err)
	}
	for path, source := range map[string][]byte{goPath: goSource, tsPath: writeTypeScript(s), limitsPath: writeLimits(s)} {
		if err := os.WriteFile(path, source, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}
