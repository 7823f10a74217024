package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// What is committed is what the schema says: nobody edits a generated file.
func TestCommittedFilesAreWhatTheSchemaSays(t *testing.T) {
	const fromHere = "../.."
	s, err := readSchema(filepath.Join(fromHere, schemaPath))
	if err != nil {
		t.Fatal(err)
	}
	goSource, err := writeGo(s)
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string][]byte{goPath: goSource, tsPath: writeTypeScript(s), limitsPath: writeLimits(s)} {
		got, err := os.ReadFile(filepath.Join(fromHere, path))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what schema.json says: run go generate ./peer/wire", path)
		}
	}
}

func TestSchemaMistakesAreRefused(t *testing.T) {
	for name, text := range map[string]string{
		"unknown key":      `{"limit": {}}`,
		"unknown type":     `{"properties": {"a": {"type": "float"}}}`,
		"int without max":  `{"properties": {"a": {"type": "int", "min": 0}}}`,
		"number twice":     `{"messages": {"a": {"number": 1}, "b": {"number": 1}}}`,
		"unknown property": `{"kinds": {"a": {"required": ["b"]}}}`,
	} {
		path := filepath.Join(t.TempDir(), "schema.json")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := readSchema(path); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}
