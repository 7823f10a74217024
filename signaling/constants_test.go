package signaling

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"testing"
	"time"
)

type constantsFile struct {
	Path        string `json:"path"`
	Subprotocol string `json:"subprotocol"`
	CloseCodes  []struct {
		Code   CloseCode `json:"code"`
		Name   string    `json:"name"`
		Reason string    `json:"reason"`
	} `json:"closeCodes"`
	Limits []struct {
		Name  string `json:"name"`
		Value int64  `json:"value"`
		Unit  string `json:"unit"`
	} `json:"limits"`
	Types       map[string][]string `json:"types"`
	Kinds       []Kind              `json:"kinds"`
	LeftReasons []LeftReason        `json:"leftReasons"`
}

func readConstants(t *testing.T) constantsFile {
	t.Helper()
	text, err := os.ReadFile(vectorFolder + "/constants.json")
	if err != nil {
		t.Fatal(err)
	}
	var c constantsFile
	if err := json.Unmarshal(text, &c); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestConstantsAreTheProtocols(t *testing.T) {
	want := readConstants(t)
	if want.Path != Path || want.Subprotocol != Subprotocol {
		t.Errorf("path %q, subprotocol %q", want.Path, want.Subprotocol)
	}
	if !slices.Equal(want.Kinds, []Kind{KindBrowser, KindHeadless}) {
		t.Errorf("kinds %v", want.Kinds)
	}
	if !slices.Equal(want.LeftReasons, []LeftReason{ReasonLeft, ReasonExpired}) {
		t.Errorf("reasons of leaving %v", want.LeftReasons)
	}
	var codes []CloseCode
	for _, c := range want.CloseCodes {
		codes = append(codes, c.Code)
		if c.Code.Name() != c.Name || c.Code.Reason() != c.Reason {
			t.Errorf("%d is %q, %q; want %q, %q", c.Code, c.Code.Name(), c.Code.Reason(), c.Name, c.Reason)
		}
	}
	if !slices.Equal(codes, CloseCodes()) {
		t.Errorf("close codes %v, want %v", CloseCodes(), codes)
	}
}

func TestTypesAreTheProtocols(t *testing.T) {
	want := readConstants(t).Types
	have := map[string][]string{}
	for _, m := range []ClientMessage{Join{}, Resume{}, Offer{}, SendBox{}, Ping{}, Leave{}, CloseRoom{}} {
		have["client"] = append(have["client"], m.Type())
	}
	for _, m := range []ServerMessage{
		Welcome{}, PeerJoined{}, PeerAway{}, PeerBack{}, PeerLeft{},
		PeerOffer{}, PeerBox{}, Undeliverable{}, FreshICEServers{}, Pong{},
	} {
		have["server"] = append(have["server"], m.Type())
	}
	if !reflect.DeepEqual(have, want) {
		t.Errorf("types %v, want %v", have, want)
	}
}

func TestLimitsAreTheProtocols(t *testing.T) {
	have := map[string]int64{
		"MaxMessageBytes":       MaxMessageBytes,
		"MaxServerMessageBytes": MaxServerMessageBytes,
		"MaxBoxChars":           MaxBoxChars,
		"MaxCounter":            MaxCounter,
		"MinCapacity":           MinCapacity,
		"MaxCapacity":           MaxCapacity,
	}
	limits := reflect.ValueOf(DefaultLimits())
	for i := range limits.NumField() {
		name := limits.Type().Field(i).Name
		switch v := limits.Field(i).Interface().(type) {
		case time.Duration:
			have[name] = v.Milliseconds()
		case int:
			have[name] = int64(v)
		case float64:
			have[name] = int64(v)
		default:
			t.Fatalf("limit %s is a %T", name, v)
		}
	}
	want := map[string]int64{}
	for _, l := range readConstants(t).Limits {
		want[l.Name] = l.Value
	}
	if !reflect.DeepEqual(have, want) {
		t.Errorf("limits\n%v, want\n%v", have, want)
	}
}
