package wire

// These turn fields of messages into items of the CBOR array and back, for the
// generated code. The way back runs only on items that have been checked.

// nullItem encodes an optional id: "" travels as null.
func nullItem(id string) any {
	if id == "" {
		return nil
	}
	return id
}

func textOrNull(item any) string {
	id, _ := item.(string)
	return id
}

func intItems(ints []int64) []any {
	items := make([]any, len(ints))
	for i, n := range ints {
		items[i] = n
	}
	return items
}

func readInts(items []any) []int64 {
	ints := make([]int64, len(items))
	for i, item := range items {
		ints[i] = item.(int64)
	}
	return ints
}

func hashItems(hashes []Hash) []any {
	items := make([]any, len(hashes))
	for i := range hashes {
		items[i] = hashes[i][:]
	}
	return items
}

func readHashes(items []any) []Hash {
	hashes := make([]Hash, len(items))
	for i, item := range items {
		hashes[i] = Hash(item.([]byte))
	}
	return hashes
}
