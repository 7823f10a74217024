package wire

import (
	"encoding/hex"
	"testing"
)

func TestPointer(t *testing.T) {
	b, err := AppendEncode(nil, Pointer{Seq: 7, Picture: "picture01", X: -80, Y: 1200, Light: true})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := hex.EncodeToString(b), "860d0769706963747572653031384f1904b0f5"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
