package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// What is committed is what the generator writes: no vector is edited, missing
// or left over.
func TestCommittedVectorsAreWhatTheGeneratorWrites(t *testing.T) {
	const fromHere = "../.."
	want, err := generate(filepath.Join(fromHere, schemaPath))
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(fromHere, vectorsDir)
	for name, content := range want {
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !bytes.Equal(got, content) {
			t.Errorf("%s is not what the generator writes (%v): run go generate ./peer/wire", name, err)
		}
	}
	committed, err := filepath.Glob(filepath.Join(dir, "*", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range committed {
		name, err := filepath.Rel(dir, path)
		if err != nil {
			t.Fatal(err)
		}
		if _, known := want[filepath.ToSlash(name)]; !known {
			t.Errorf("%s is left over", name)
		}
	}
}

// Most vectors are rejections: that is where two implementations drift apart.
func TestFourOfFiveVectorsAreRejections(t *testing.T) {
	rejections, all := 0, 0
	for _, group := range [][]vector{cborVectors(), pointsVectors(), blockVectors(), mustVectors(t, messageVectors), mustVectors(t, writeVectors)} {
		for _, v := range group {
			all++
			if v.Expect != ok {
				rejections++
			}
		}
	}
	if rejections*5 < all*4 {
		t.Errorf("%d rejections among %d vectors of the decoders", rejections, all)
	}
}

func mustVectors(t *testing.T, of func(*schema) []vector) []vector {
	t.Helper()
	s, err := readSchema("../../" + schemaPath)
	if err != nil {
		t.Fatal(err)
	}
	return of(s)
}
