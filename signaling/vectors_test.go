package signaling

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/coviewer/coviewer/signaling/internal/vectors"
)

const vectorFolder = "testdata/vectors"

// The committed files are what the generator writes: nothing missing, nothing
// extra, nothing edited by hand.
func TestVectorsAreGenerated(t *testing.T) {
	want, err := vectors.Files()
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(vectorFolder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		have, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(vectorFolder, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		if generated, ok := want[name]; !ok {
			t.Errorf("%s: no vector of the generator", name)
		} else if !bytes.Equal(have, generated) {
			t.Errorf("%s: differs from what is generated; run go generate ./signaling", name)
		}
		delete(want, name)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range want {
		t.Errorf("%s: missing; run go generate ./signaling", name)
	}
}

func decode(direction string, text []byte) (Message, error) {
	if direction == "client" {
		return DecodeClient(text)
	}
	return DecodeServer(text)
}

func TestVectors(t *testing.T) {
	for _, v := range vectors.All() {
		t.Run(v.Folder+"/"+v.Name, func(t *testing.T) {
			m, err := decode(v.Direction, []byte(v.Text))
			if v.Expect != "ok" {
				if got := Code(err).Name(); got != v.Expect {
					t.Fatalf("got %q (%v), want %s", got, err, v.Expect)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			again, err := Encode(m)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := parse(t, again), parse(t, v.Value); !reflect.DeepEqual(got, want) {
				t.Fatalf("got %s, want %s", again, v.Value)
			}
			// What we write we read back.
			if back, err := decode(v.Direction, again); err != nil || !reflect.DeepEqual(back, m) {
				t.Fatalf("read back %#v (%v), want %#v", back, err, m)
			}
		})
	}
}

func parse(t *testing.T, text []byte) any {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber() // 2^53 - 1 must survive
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return v
}
