package wire

import (
	"fmt"
	"reflect"

	"github.com/fxamacker/cbor/v2"
)

// encMode and decMode are the codec narrowed to the subset; they are immutable.
var (
	encMode = must(cbor.EncOptions{
		Sort:          cbor.SortCoreDeterministic,
		IndefLength:   cbor.IndefLengthForbidden,
		TagsMd:        cbor.TagsForbidden,
		NilContainers: cbor.NilContainerAsEmpty,
	}.EncMode())
	decMode = must(cbor.DecOptions{
		DupMapKey:        cbor.DupMapKeyEnforcedAPF,
		MaxNestedLevels:  MaxDepth,
		MaxArrayElements: MaxMessageBytes,
		MaxMapPairs:      MaxMessageBytes,
		IndefLength:      cbor.IndefLengthForbidden,
		TagsMd:           cbor.TagsForbidden,
		BignumTag:        cbor.BignumTagForbidden,
		IntDec:           cbor.IntDecConvertSignedOrFail,
		UTF8:             cbor.UTF8RejectInvalid,
		NaN:              cbor.NaNDecodeForbidden,
		Inf:              cbor.InfDecodeForbidden,
		DefaultMapType:   reflect.TypeFor[map[string]any](),
	}.DecMode())
)

func must[T any](mode T, err error) T {
	if err != nil {
		panic(fmt.Sprintf("wire: codec options: %v", err))
	}
	return mode
}

// decode reads one item of the subset.
func decode(b []byte) (any, error) {
	if err := scan(b); err != nil {
		return nil, err
	}
	var v any
	if err := decMode.Unmarshal(b, &v); err != nil {
		return nil, Errorf(ClassBadCBOR, "%v", err)
	}
	return v, nil
}

// decodeItems reads a message as a list with at least one item.
func decodeItems(b []byte) ([]any, error) {
	v, err := decode(b)
	if err != nil {
		return nil, err
	}
	items, isList := v.([]any)
	if !isList || len(items) == 0 {
		return nil, Errorf(ClassBadType, "message is not a list with a number")
	}
	return items, nil
}

// encode writes values that are of the subset already.
func encode(v any) ([]byte, error) {
	b, err := encMode.Marshal(v)
	if err != nil {
		return nil, Errorf(ClassBadCBOR, "%v", err)
	}
	return b, nil
}

// PropertySize is the number of bytes that a property takes encoded, name and
// value, by which unknown properties and whole panels are bounded.
func PropertySize(name string, value Value) (int, error) {
	encodedName, err := EncodeValue(name)
	if err != nil {
		return 0, err
	}
	encodedValue, err := EncodeValue(value)
	return len(encodedName) + len(encodedValue), err
}

// EncodeValue is the encoding of one value, by which writes with equal stamps
// are compared. It refuses what is not a Value.
func EncodeValue(v Value) ([]byte, error) {
	if err := checkValue(v, valueDepth); err != nil {
		return nil, err
	}
	return encode(v)
}
