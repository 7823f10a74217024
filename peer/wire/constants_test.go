package wire

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The constants of this package are those of constants.json, none missing and
// none besides: the browser's test does the same with its own.
func TestConstants(t *testing.T) {
	text, err := os.ReadFile("testdata/vectors/constants.json")
	if err != nil {
		t.Fatal(err)
	}
	var want struct {
		Version  int64
		Limits   map[string]int64
		Classes  []string
		IDs      map[string]string
		Messages map[string]int64
		Kinds    map[string]struct{ Required []string }
	}
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	numbers, texts := generatedConstants(t)

	wantNumbers := map[string]int64{"Version": want.Version}
	for name, limit := range want.Limits {
		wantNumbers[strings.ToUpper(name[:1])+name[1:]] = limit
	}
	if !maps.Equal(numbers, wantNumbers) {
		t.Errorf("limits %v, want %v", numbers, wantNumbers)
	}
	if got := withPrefix(texts, "Class"); !slices.Equal(got, slices.Sorted(slices.Values(want.Classes))) {
		t.Errorf("classes %v, want %v", got, want.Classes)
	}
	if got := withPrefix(texts, "ID"); !slices.Equal(got, slices.Sorted(maps.Values(want.IDs))) {
		t.Errorf("ids %v, want %v", got, want.IDs)
	}
	messages := map[string]int64{}
	for number, spec := range messageSpecs {
		messages[spec.name] = number
		if m := build(number, goodItems(spec)); m == nil || int64(m.Number()) != number {
			t.Errorf("%s: built %#v", spec.name, m)
		}
	}
	if !maps.Equal(messages, want.Messages) {
		t.Errorf("messages %v, want %v", messages, want.Messages)
	}
	kinds := map[string]struct{ Required []string }{}
	for name, names := range required {
		kinds[name] = struct{ Required []string }{names}
	}
	if !maps.EqualFunc(kinds, want.Kinds, func(a, b struct{ Required []string }) bool { return slices.Equal(a.Required, b.Required) }) {
		t.Errorf("kinds %v, want %v", kinds, want.Kinds)
	}
	if got := withPrefix(texts, "Kind"); !slices.Equal(got, slices.Sorted(maps.Keys(want.Kinds))) {
		t.Errorf("kinds %v", got)
	}
}

// generatedConstants reads the constants as they stand in the source: Go cannot
// list them at run time.
func generatedConstants(t *testing.T) (numbers map[string]int64, texts map[string]string) {
	file, err := parser.ParseFile(token.NewFileSet(), "schema_gen.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	numbers, texts = map[string]int64{}, map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		decl, isDecl := n.(*ast.GenDecl)
		if !isDecl || decl.Tok != token.CONST {
			return true
		}
		for _, s := range decl.Specs {
			spec := s.(*ast.ValueSpec)
			name, literal := spec.Names[0].Name, spec.Values[0].(*ast.BasicLit)
			if literal.Kind == token.STRING {
				texts[name], err = strconv.Unquote(literal.Value)
			} else {
				numbers[name], err = strconv.ParseInt(literal.Value, 10, 64)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		return false
	})
	return numbers, texts
}

func withPrefix(texts map[string]string, prefix string) []string {
	var values []string
	for name, value := range texts {
		if strings.HasPrefix(name, prefix) {
			values = append(values, value)
		}
	}
	slices.Sort(values)
	return values
}

// goodItems gives items of the right types, whatever their bounds.
func goodItems(spec messageSpec) []any {
	var items []any
	for _, f := range spec.fields {
		switch f.sort {
		case sortInt, sortCoordinate:
			items = append(items, int64(1))
		case sortBool:
			items = append(items, true)
		case sortBytes, sortHash, sortPoints:
			items = append(items, make([]byte, len(Hash{})))
		case sortList, sortWrites:
			items = append(items, []any{})
		default:
			items = append(items, "")
		}
	}
	return items
}
