package main

import (
	"crypto/tls"
	"fmt"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
)

// problems collects what is wrong with the settings of a command, so that all
// of it is told at once, and before anything has started.
type problems struct{ found []string }

// setting names a flag as people write it, and its environment variable.
func setting(flagName string) string { return "--" + flagName + " (" + variable(flagName) + ")" }

func (p *problems) add(flagName, format string, args ...any) {
	p.found = append(p.found, setting(flagName)+" "+fmt.Sprintf(format, args...))
}

// error is nothing, or wrong usage with a line a problem.
func (p *problems) err() error {
	if len(p.found) == 0 {
		return nil
	}
	return usageError{strings.Join(p.found, "\n  ")}
}

// badSetting is wrong usage of one flag.
func badSetting(flagName, format string, args ...any) error {
	var p problems
	p.add(flagName, format, args...)
	return p.err()
}

// address checks where to listen, as far as that is possible without listening.
func (p *problems) address(flagName, value string) {
	host, port, err := net.SplitHostPort(value)
	if err == nil {
		_, err = net.LookupPort("tcp", port)
	}
	if err != nil || strings.ContainsAny(host, " /") {
		p.add(flagName, "%q: want HOST:PORT, like 127.0.0.1:8080, or :8080 for every address", value)
	}
}

// ipv4Address is the same for the relay, which speaks IPv4 only.
func (p *problems) ipv4Address(flagName, value string) {
	p.address(flagName, value)
	if at, err := netip.ParseAddrPort(value); err == nil && !at.Addr().Is4() {
		p.add(flagName, "%q: the relay listens on IPv4 addresses only", value)
	}
}

// certificate loads a key pair; both files or none are named.
func (p *problems) certificate(certFlag, certFile, keyFlag, keyFile string) *tls.Certificate {
	switch {
	case certFile == "" && keyFile == "":
		return nil
	case certFile == "" || keyFile == "":
		p.add(certFlag, "and %s go together", setting(keyFlag))
		return nil
	}
	cert, err := tls.LoadX509KeyPair(certFile, keyFile)
	if err != nil {
		p.add(certFlag, "and %s: %v", setting(keyFlag), err)
		return nil
	}
	return &cert
}

// between checks a number.
func (p *problems) between(flagName string, value, low, high int) {
	if value < low || value > high {
		p.add(flagName, "%d: want %d to %d", value, low, high)
	}
}

// sources checks that a folder is the web client's.
func (p *problems) sources(flagName, folder string) {
	for _, name := range []string{"index.html.tmpl", filepath.Join("dist", "app.js")} {
		if _, err := os.Stat(filepath.Join(folder, name)); err != nil {
			p.add(flagName, "%s has no %s: want the folder webclient of the sources, built", folder, name)
			return
		}
	}
}
