package wire

import "math"

// Point is a point of ink in 1/8 pixel of the picture. Pressure is 0 to 255 and
// 0 where the ink has none.
type Point struct {
	X, Y     int32
	Pressure uint8
}

// maxLEBBytes bounds one number; the fifth byte has room for 4 bits of 32.
const (
	maxLEBBytes     = 5
	maxLastLEBByte  = 0x0f
	lebContinue     = 0x80
	lebBits         = 7
	maxPackedPoints = MaxPoints * 3 * maxLEBBytes
)

// PackPoints packs points as differences, from (0, 0) and pressure 0 on.
func PackPoints(points []Point, pressure bool) []byte {
	b := make([]byte, 0, 4*len(points))
	var last Point
	for _, p := range points {
		b = appendDelta(b, int64(p.X)-int64(last.X))
		b = appendDelta(b, int64(p.Y)-int64(last.Y))
		if pressure {
			b = appendDelta(b, int64(p.Pressure)-int64(last.Pressure))
		}
		last = p
	}
	return b
}

// UnpackPoints is the reverse of PackPoints for bytes that a peer sent.
func UnpackPoints(b []byte, pressure bool) ([]Point, error) {
	points := make([]Point, 0, min(len(b)/2, MaxPoints))
	err := eachPoint(b, pressure, func(p Point) { points = append(points, p) })
	if err != nil {
		return nil, err
	}
	return points, nil
}

// validPoints reports whether b unpacks with pressure or without: which of both
// it is stands in another cell, and a check looks at one cell only.
func validPoints(b []byte) bool {
	if len(b) > maxPackedPoints {
		return false
	}
	ignore := func(Point) {}
	return eachPoint(b, false, ignore) == nil || eachPoint(b, true, ignore) == nil
}

func eachPoint(b []byte, pressure bool, use func(Point)) error {
	axes := 2
	if pressure {
		axes = 3
	}
	var at [3]int64
	for count := 0; len(b) > 0; count++ {
		if count == MaxPoints {
			return Errorf(ClassTooMany, "more than %d points", MaxPoints)
		}
		for axis := range axes {
			delta, rest, err := cutDelta(b)
			if err != nil {
				return err
			}
			b = rest
			at[axis] += delta
		}
		if outside(at[0]) || outside(at[1]) || at[2] < 0 || at[2] > math.MaxUint8 {
			return Errorf(ClassBadValue, "point %d is out of bounds", count)
		}
		use(Point{X: int32(at[0]), Y: int32(at[1]), Pressure: uint8(at[2])})
	}
	return nil
}

func outside(coordinate int64) bool { return coordinate < -MaxCoordinate || coordinate > MaxCoordinate }

// appendDelta appends a number as zig-zag LEB128: small ones of either sign
// take one byte.
func appendDelta(b []byte, delta int64) []byte {
	u := uint64(delta<<1) ^ uint64(delta>>63)
	for ; u >= lebContinue; u >>= lebBits {
		b = append(b, byte(u)|lebContinue)
	}
	return append(b, byte(u))
}

func cutDelta(b []byte) (delta int64, rest []byte, err error) {
	var u uint64
	for i := range maxLEBBytes {
		if i >= len(b) {
			return 0, nil, Errorf(ClassTruncated, "points end within a point")
		}
		c := b[i]
		u |= uint64(c&^lebContinue) << (lebBits * i)
		switch {
		case i == maxLEBBytes-1 && c > maxLastLEBByte:
			return 0, nil, Errorf(ClassBadValue, "number of more than 32 bits in points")
		case c&lebContinue != 0:
			continue
		case c == 0 && i > 0:
			return 0, nil, Errorf(ClassNotCanonical, "number in points is not minimal")
		}
		return int64(u>>1) ^ -int64(u&1), b[i+1:], nil
	}
	return 0, nil, Errorf(ClassBadValue, "number of more than %d bytes in points", maxLEBBytes)
}
