// Package seal holds what two peers share beside the network: the link, the
// keys that follow from it, the boxes that travel through the signaling server
// and the words that both sides compare on the phone.
//
//	https://HOST/r/ROOM#SECRET
//
// SECRET never leaves the two devices. ROOM follows from it by HKDF, so the
// server learns only a name; descriptions and candidates pass it in boxes,
// AES-256-GCM under a key that also follows from SECRET. The sender, the
// receiver, who of the two offers, and a counter are authenticated with each
// box: a box that the server alters, swaps, turns around or repeats does not
// open.
//
// The flow of a pair: [Parse] the link, take its [Link.SignalKey], make one
// [Sealer] and one [Opener] for this instance, pass the JSON of a [Message]
// through them, and when the panel connection stands compute [Link.Words] from the
// two certificates and the two nonces.
//
// The package is pure: randomness comes in as an io.Reader, nothing is logged
// and nothing waits. PROTOCOL.md beside it is normative; the vectors in
// testdata/vectors are run by the TypeScript client too.
package seal

//go:generate go run ./internal/generate
