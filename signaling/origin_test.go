package signaling

import (
	"net/http"
	"testing"
)

func TestOrigins(t *testing.T) {
	allowed, err := newOrigins([]string{"https://shop.example", "http://localhost:3000"})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		name, host string
		origin     []string
		want       bool
	}{
		{"no browser", "view.example", nil, true},
		{"same host", "view.example", []string{"https://view.example"}, true},
		{"same host and port", "127.0.0.1:8080", []string{"http://127.0.0.1:8080"}, true},
		{"same host, default port told", "view.example:443", []string{"https://view.example"}, true},
		{"same host in capitals", "View.Example", []string{"https://view.example"}, true},
		{"other port", "127.0.0.1:8080", []string{"http://127.0.0.1:8081"}, false},
		{"default port of the other scheme", "view.example:443", []string{"http://view.example"}, false},
		{"listed", "view.example", []string{"https://shop.example"}, true},
		{"listed, default port told", "view.example", []string{"https://shop.example:443"}, true},
		{"listed with a port", "view.example", []string{"http://localhost:3000"}, true},
		{"listed, other scheme", "view.example", []string{"http://shop.example"}, false},
		{"subdomain of one listed", "view.example", []string{"https://evil.shop.example"}, false},
		{"one listed as a prefix", "view.example", []string{"https://shop.example.evil.example"}, false},
		{"one listed as user", "view.example", []string{"https://shop.example@evil.example"}, false},
		{"sandboxed page", "view.example", []string{"null"}, false},
		{"empty", "view.example", []string{""}, false},
		{"with a path", "view.example", []string{"https://shop.example/"}, false},
		{"two", "view.example", []string{"https://view.example", "https://view.example"}, false},
		{"extension", "view.example", []string{"chrome-extension://view.example"}, false},
	} {
		r := &http.Request{Host: row.host, Header: http.Header{}}
		if row.origin != nil {
			r.Header["Origin"] = row.origin
		}
		if got := allowed.allow(r); got != row.want {
			t.Errorf("%s: %v, want %v", row.name, got, row.want)
		}
	}
}
