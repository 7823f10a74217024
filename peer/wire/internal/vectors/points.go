package main

import "bytes"

func pointsVectors() []vector {
	var all []vector
	good := func(name, comment string, pressure bool, hex string, value list) {
		all = append(all, vector{group: "points", name: name, Comment: comment, Expect: ok, Pressure: pressure, Hex: hex, Value: value})
	}
	good("none", "", false, "", list{})
	good("one", "zig-zag: 1 is 02, −1 is 01", false, "0201", list{list{1, -1}})
	good("deltas", "from the second point on, differences", false, "c8019003"+"0102", list{list{100, 200}, list{99, 201}})
	good("pressure", "with a difference of pressure", true, "020480020100fd01", list{list{1, 2, 128}, list{0, 2, 1}})
	good("edges", "the largest coordinates, and the longest difference between two", false,
		"80808001ffff7f"+"ffffff0180808002", list{list{1 << 20, -1 << 20}, list{-1 << 20, 1 << 20}})

	bad := func(name, comment, class string, pressure bool, b []byte) {
		all = append(all, vector{group: "points", name: name, Comment: comment, Expect: class, Pressure: pressure, Hex: hexOf(b)})
	}
	bad("truncated-number", "the second byte of x is missing", "truncated", false, unhex("80"))
	bad("truncated-point", "x without y", "truncated", false, unhex("02"))
	bad("truncated-pressure", "x and y without pressure", "truncated", true, unhex("0204"))
	bad("not-minimal", "1 in two bytes", "not-canonical", false, unhex("820000"))
	bad("not-minimal-zero", "0 in five bytes", "not-canonical", false, unhex("808080800000"))
	bad("six-bytes", "LEB128 of more than five bytes", "bad-value", false, unhex("82808080800000"))
	bad("endless", "LEB128 that never ends", "bad-value", false, bytes.Repeat([]byte{0x80}, 64))
	bad("33-bits", "a fifth byte with more than 4 bits", "bad-value", false, unhex("808080801000"))
	bad("x-too-large", "1,048,577", "bad-value", false, unhex("8280800100"))
	bad("x-too-small", "−1,048,577", "bad-value", false, unhex("8180800100"))
	bad("y-too-large", "", "bad-value", false, unhex("0082808001"))
	bad("sum-too-large", "two differences, each in bounds", "bad-value", false, unhex("80808001000200"))
	bad("pressure-256", "", "bad-value", true, unhex("00008004"))
	bad("pressure-negative", "", "bad-value", true, unhex("000001"))
	bad("bomb", "4,001 points", "too-many", false, make([]byte, 2*4001))
	bad("bomb-pressure", "4,001 points with pressure", "too-many", true, make([]byte, 3*4001))
	return all
}
