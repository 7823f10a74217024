package main

import "slices"

const (
	blockHeader = "01" + "03" + "0102" + "00000007" + "000f4240" + "00000009"
	blockStart  = blockHeader + "0000000000010000"
	ackStart    = "02" + "07" + "ffff" + "ffffffff" + "00000001" + "80000000"
	ackGood     = ackStart + "0000000004000000"
)

func blockVectors() []vector {
	all := []vector{
		{
			name: "block", Comment: "every field", Expect: ok, Channel: "blob", Hex: blockStart + "c0ffee",
			Value: object{"lane": 3, "generation": 258, "seq": 7, "sent": 1000000, "want": 9, "offset": 65536, "payload": plain([]byte{0xc0, 0xff, 0xee})},
		},
		{
			name: "block-last-byte", Comment: "the last byte of the largest blob", Expect: ok, Channel: "blob", Hex: blockHeader + "0000000003ffffff" + "00",
			Value: object{"lane": 3, "generation": 258, "seq": 7, "sent": 1000000, "want": 9, "offset": 1<<26 - 1, "payload": plain([]byte{0})},
		},
		{
			name: "ack", Comment: "every field", Expect: ok, Channel: "ack", Hex: ackGood,
			Value: object{"lane": 7, "generation": 65535, "seq": 1<<32 - 1, "sent": 1, "received": 1 << 31, "bytes": 1 << 26},
		},
	}
	bad := func(channel, name, comment, class string, b []byte) {
		all = append(all, vector{name: name, Comment: comment, Expect: class, Channel: channel, Hex: hexOf(b)})
	}
	with := func(b []byte, at int, value byte) []byte {
		b = slices.Clone(b)
		b[at] = value
		return b
	}
	block, ack := unhex(blockStart+"c0ffee"), unhex(ackGood)

	bad("blob", "block-nothing", "", "truncated", nil)
	bad("blob", "block-short", "a byte of the header is missing", "truncated", block[:23])
	bad("blob", "block-empty", "a header without payload", "truncated", block[:24])
	bad("blob", "block-too-long", "65,537 bytes", "too-long", append(slices.Clone(block[:24]), make([]byte, 65536-24+1)...))
	bad("blob", "block-type-0", "", "bad-type", with(block, 0, 0))
	bad("blob", "block-is-ack", "an ack on the channel of blocks", "bad-type", with(block, 0, 2))
	bad("blob", "block-lane-8", "lanes are 0 to 7", "bad-field", with(block, 1, 8))
	bad("blob", "block-want-0", "wants are numbered from 1", "bad-field", with(block, 15, 0))
	bad("blob", "block-past-end", "it would end one byte past the largest blob", "bad-field", unhex(blockHeader+"0000000003ffffff"+"0000"))
	bad("blob", "block-offset-2-53", "", "bad-field", unhex(blockHeader+"0020000000000000"+"00"))
	bad("blob", "block-offset-largest", "offset + length wraps", "bad-field", unhex(blockHeader+"ffffffffffffffff"+"0000"))

	bad("ack", "ack-nothing", "", "truncated", nil)
	bad("ack", "ack-short", "", "truncated", ack[:23])
	bad("ack", "ack-too-long", "", "too-long", append(slices.Clone(ack), 0))
	bad("ack", "ack-is-block", "a block on the channel of acks", "bad-type", with(ack, 0, 1))
	bad("ack", "ack-lane-8", "", "bad-field", with(ack, 1, 8))
	bad("ack", "ack-bytes-2-53", "", "bad-field", unhex(ackStart+"0020000000000000"))
	for i := range all {
		all[i].group = "block"
	}
	return all
}
