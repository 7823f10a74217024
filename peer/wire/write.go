package wire

import "math"

// writeSize is the number of items of a write: ms, n, site, id, properties.
const writeSize = 5

// Check tells why a write would be refused by a peer, or nil. Decode and
// AppendEncode check by themselves.
func Check(w Write) error {
	_, err := readWrite(writeItem(w))
	return err
}

// readWrite makes a write of a decoded item, or says why not.
func readWrite(item any) (Write, error) {
	items, isList := item.([]any)
	if !isList || len(items) != writeSize {
		return Write{}, Errorf(ClassBadField, "write is not a list of %d", writeSize)
	}
	ms, msOK := items[0].(int64)
	n, nOK := items[1].(int64)
	site, _ := items[2].(string)
	id, _ := items[3].(string)
	set, _ := items[4].(map[string]any)
	switch {
	case !msOK || ms < 0 || ms > MaxSafeInteger || !nOK || n < 0 || n > math.MaxUint16 || !ValidID(site):
		return Write{}, Errorf(ClassBadField, "write: stamp")
	case !ValidID(id):
		return Write{}, Errorf(ClassBadField, "write: id")
	case len(set) == 0:
		return Write{}, Errorf(ClassBadField, "write: no properties")
	case len(set) > MaxPropertiesPerElement:
		return Write{}, Errorf(ClassTooMany, "write with %d properties", len(set))
	}
	for name, value := range set {
		if err := checkProperty(name, value); err != nil {
			return Write{}, err
		}
	}
	return Write{Stamp: Stamp{MS: ms, N: uint16(n), Site: site}, ID: id, Set: set}, nil
}

// checkProperty looks at one property alone, never at its neighbors: a snapshot
// regroups properties by stamp, and what one peer took all must take.
func checkProperty(name string, value Value) error {
	if known, ok := properties[name]; ok {
		// Absent is allowed, but for what is true for good.
		if (value != nil || known.sort == sortTrue) && !known.holds(value) {
			return Errorf(ClassBadValue, "property %s", name)
		}
		return nil
	}
	size, err := PropertySize(name, value)
	switch {
	case err != nil:
		return err
	case size > MaxUnknownBytes:
		return Errorf(ClassBadValue, "unknown property of %d bytes", size)
	}
	return nil
}

// readWrites gives the good writes of a list, and an error for each bad one.
func readWrites(items []any) (writes []Write, refused []error) {
	writes = make([]Write, 0, len(items))
	for _, item := range items {
		w, err := readWrite(item)
		if err != nil {
			refused = append(refused, err)
			continue
		}
		writes = append(writes, w)
	}
	return writes, refused
}

func writeItem(w Write) any {
	return []any{w.Stamp.MS, int64(w.Stamp.N), w.Stamp.Site, w.ID, w.Set}
}

func writeItems(writes []Write) []any {
	items := make([]any, len(writes))
	for i, w := range writes {
		items[i] = writeItem(w)
	}
	return items
}
