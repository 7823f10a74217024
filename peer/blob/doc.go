// Package blob moves pictures between two peers: content-addressed bytes that
// are asked for by ranges, checked at the end, and sent no faster than the path
// carries them without a queue.
//
//   - [Store] keeps blobs by their SHA-256 and takes blocks in any order.
//   - [Asking] and [Serving] keep the books of who wants what from whom.
//   - [Window] decides when a lane may send the next block.
//   - [ReadHeader] reads what a picture claims to be before anything decodes it.
//
// Everything here is pure: clocks come in as numbers, nothing waits and nothing
// touches the network. PROTOCOL.md section 7 of package wire is normative.
package blob
