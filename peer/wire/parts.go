package wire

// SnapshotParts encodes a snapshot as messages of about SnapshotPartBytes, the
// last marked as such; an empty panel is one empty part. A write too large for
// a message of its own is split by properties under its stamp, which means the
// same to who merges it.
func SnapshotParts(writes []Write) ([][]byte, error) {
	var parts [][]byte
	var part []Write
	size := 0
	flush := func(last bool) error {
		b, err := AppendEncode(nil, Snapshot{Last: last, Writes: part})
		parts, part, size = append(parts, b), nil, 0
		return err
	}
	for _, w := range writes {
		for _, piece := range split(w) {
			b, err := encode(writeItem(piece))
			if err != nil {
				return nil, err
			}
			if size > 0 && size+len(b) > SnapshotPartBytes {
				if err := flush(false); err != nil {
					return nil, err
				}
			}
			part, size = append(part, piece), size+len(b)
		}
	}
	if err := flush(true); err != nil {
		return nil, err
	}
	return parts, nil
}

// snapshotOverhead is what a snapshot message adds around its only write.
const snapshotOverhead = 8

func split(w Write) []Write {
	b, err := encode(writeItem(w))
	if err != nil || len(b) <= MaxMessageBytes-snapshotOverhead || len(w.Set) == 1 {
		return []Write{w}
	}
	halves := [2]Write{{w.Stamp, w.ID, map[string]Value{}}, {w.Stamp, w.ID, map[string]Value{}}}
	for name, value := range w.Set {
		halves[len(halves[0].Set)*2/len(w.Set)].Set[name] = value
	}
	return append(split(halves[0]), split(halves[1])...)
}
