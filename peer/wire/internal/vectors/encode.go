package main

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
)

type (
	list   = []any
	object = map[string]any

	// raw stands for bytes that are put into an encoding as they are.
	raw []byte
)

// enc is a second encoder of the subset, written from RFC 8949 and nothing else.
func enc(v any) []byte {
	switch v := v.(type) {
	case nil:
		return []byte{0xf6}
	case bool:
		if v {
			return []byte{0xf5}
		}
		return []byte{0xf4}
	case int:
		if v < 0 {
			return head(1, uint64(-1-v))
		}
		return head(0, uint64(v))
	case int64:
		return enc(int(v))
	case []byte:
		return append(head(2, uint64(len(v))), v...)
	case string:
		return append(head(3, uint64(len(v))), v...)
	case list:
		b := head(4, uint64(len(v)))
		for _, item := range v {
			b = append(b, enc(item)...)
		}
		return b
	case object:
		entries := make([][]byte, 0, len(v))
		for name, item := range v {
			entries = append(entries, append(enc(name), enc(item)...))
		}
		slices.SortFunc(entries, bytes.Compare)
		return append(head(5, uint64(len(v))), bytes.Join(entries, nil)...)
	case raw:
		return v
	}
	panic(fmt.Sprintf("%T is not in the subset", v))
}

func head(major byte, n uint64) []byte {
	major <<= 5
	switch {
	case n < 24:
		return []byte{major | byte(n)}
	case n < 1<<8:
		return []byte{major | 24, byte(n)}
	case n < 1<<16:
		return binary.BigEndian.AppendUint16([]byte{major | 25}, uint16(n))
	case n < 1<<32:
		return binary.BigEndian.AppendUint32([]byte{major | 26}, uint32(n))
	}
	return binary.BigEndian.AppendUint64([]byte{major | 27}, n)
}

// unhex reads bytes of a vector that are written out by hand.
func unhex(s string) raw {
	b, err := hex.DecodeString(s)
	if err != nil {
		panic(err)
	}
	return b
}

func hexOf(b []byte) string { return hex.EncodeToString(b) }

// write is a write in the two forms that vectors have it in.
type write struct {
	ms, n    int
	site, id string
	set      object
}

func (w write) item() list { return list{w.ms, w.n, w.site, w.id, w.set} }

func (w write) json() object {
	return object{
		"stamp": object{"ms": w.ms, "n": w.n, "site": w.site},
		"id":    w.id,
		"set":   plain(w.set),
	}
}

func items(writes []write) list {
	all := list{}
	for _, w := range writes {
		all = append(all, w.item())
	}
	return all
}

func snapshotHex(writes ...write) string { return hexOf(enc(list{3, true, items(writes)})) }

func writesHex(writes ...write) string { return hexOf(enc(list{4, items(writes)})) }
