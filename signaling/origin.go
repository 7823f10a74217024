package signaling

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// origins decides which pages may connect.
type origins map[string]struct{}

func newOrigins(allowed []string) (origins, error) {
	o := make(origins, len(allowed))
	for _, s := range allowed {
		u, err := parseOrigin(s)
		if err != nil {
			return nil, err
		}
		o[u] = struct{}{}
	}
	return o, nil
}

// allow says whether the page that makes this request may connect. No Origin:
// not a browser, and so nobody's page can be behind it.
func (o origins) allow(r *http.Request) bool {
	values := r.Header.Values("Origin")
	if len(values) == 0 {
		return true
	}
	if len(values) > 1 {
		return false
	}
	origin, err := parseOrigin(values[0])
	if err != nil {
		return false // also "null", the origin of sandboxed pages and files
	}
	if _, listed := o[origin]; listed {
		return true
	}
	scheme, host, _ := strings.Cut(origin, "://")
	return host == withoutDefaultPort(scheme, strings.ToLower(r.Host))
}

// CheckOrigin says whether a text is an origin that Config.AllowedOrigins takes.
func CheckOrigin(s string) error {
	_, err := parseOrigin(s)
	return err
}

// parseOrigin brings an origin (RFC 6454 section 6.2) into its one spelling.
func parseOrigin(s string) (string, error) {
	u, err := url.Parse(s)
	if err != nil {
		return "", fmt.Errorf("%q is not an origin", s)
	}
	scheme := strings.ToLower(u.Scheme)
	if (scheme != "http" && scheme != "https") || u.Hostname() == "" ||
		u.User != nil || u.Path != "" || u.RawQuery != "" || u.ForceQuery || strings.Contains(s, "#") {
		return "", fmt.Errorf("%q is not an origin like https://shop.example", s)
	}
	return scheme + "://" + withoutDefaultPort(scheme, strings.ToLower(u.Host)), nil
}

func withoutDefaultPort(scheme, host string) string {
	port := ":443"
	if scheme == "http" {
		port = ":80"
	}
	return strings.TrimSuffix(host, port)
}
