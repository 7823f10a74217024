// Package difftest holds no code of the product: its test runs the Go and the
// TypeScript implementation of the wire and the panel side by side, on random
// input, and demands equal bytes and equal classes. What both get wrong in the
// same way is for the vectors in ../testdata to find.
package difftest
