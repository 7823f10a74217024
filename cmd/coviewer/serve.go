package main

import (
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net/url"
	"time"

	"github.com/coviewer/coviewer/peer/seal"
	"github.com/coviewer/coviewer/signaling"
	"github.com/coviewer/coviewer/turnserver"
)

// credentialLifetime bounds how long a link's relay credentials open new
// relayed connections; those that live are not cut when they expire.
const credentialLifetime = 12 * time.Hour

const serveIntro = `
Usage: coviewer serve [flags]

Everything in one process: pages, signaling and the TURN relay. Without flags it
listens on this machine only and prints a link to open.

Examples:
  coviewer serve
  coviewer serve --listen 127.0.0.1:0 --turn-listen 127.0.0.1:0
  coviewer serve --listen :443 --tls-cert cert.pem --tls-key key.pem \
      --public-url https://view.example.com \
      --turn-listen 0.0.0.0:3478 --turn-public-address 203.0.113.10 --data /var/lib/coviewer`

// serveSettings are the flags of `coviewer serve`.
type serveSettings struct {
	page pageSettings
	turn relaySettings
	data string
}

func (s *serveSettings) register(fs *flag.FlagSet) {
	s.page.register(fs)
	s.turn.register(fs, "turn-", "127.0.0.1:3478")
	fs.StringVar(&s.data, "data", "", "`folder` for the relay's secret, so that credentials outlive a restart (default: nothing is kept on disk)")
}

func (s *serveSettings) validate() error {
	var p problems
	s.page.validate(&p)
	s.turn.validate(&p)
	return p.err()
}

func serveCommand(ctx context.Context, e environment) error {
	var s serveSettings
	fs := newFlags("serve", serveIntro, e.stdout)
	s.register(fs)
	if err := parse(fs, e); err != nil {
		return err
	}
	if err := s.validate(); err != nil {
		return err
	}
	secret, err := localSecret(s.data)
	if err != nil {
		return err
	}
	log := s.page.log.logger(e.stderr)
	warnOfUnknown(log, fs, e)
	return s.serve(ctx, e, secret, log)
}

// serve opens every socket before it starts anything: what is taken is told
// first.
func (s *serveSettings) serve(ctx context.Context, e environment, secret []byte, log *slog.Logger) error {
	listener, metricsListener, err := s.page.openBoth()
	if err != nil {
		return err
	}
	registry := newRegistry()
	r, err := openRelay(&s.turn, secret, registry, log)
	if err != nil {
		return errors.Join(err, closeAll(listener, metricsListener))
	}
	defer r.server.Close()
	h := &health{}
	metrics := serveMetrics(metricsListener, registry, h, log)
	defer metrics.Close()
	p, err := newPages(&s.page, listener, relayCredentials(secret, r.urls), registry, h, log)
	if err != nil {
		return err
	}
	if err := greet(e, p.address); err != nil {
		return err
	}
	log.Info("serving", "version", version(), "url", p.address, "relay", r.urls[0])
	err = p.run(ctx)
	log.Info("stopped")
	return err
}

// greet prints what a person does next: on their own machine one link, for two
// windows. It goes to stdout, not into the log: the link is a secret. A public
// service keeps it to itself, because containers log stdout too.
func greet(e environment, address string) error {
	if u, err := url.Parse(address); err != nil || !isThisMachine(u.Hostname()) {
		_, err := fmt.Fprintf(e.stdout, "Coviewer is at %s/\n", address)
		return err
	}
	link, err := seal.New(rand.Reader, address)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(e.stdout, "Coviewer is at %s/\nOpen this link in two browser windows, or send it to somebody:\n\n  %s\n\nCtrl+C ends it.\n", address, link)
	return err
}

// relayCredentials issues short-lived credentials for a place in a live room.
func relayCredentials(secret []byte, urls []string) iceServers {
	issue := turnserver.Credentials{Secret: secret, Lifetime: credentialLifetime}
	return func(room, peer string) ([]signaling.ICEServer, time.Time) {
		if len(urls) == 0 {
			return nil, time.Time{}
		}
		username, password, expires := issue.For(room + "." + peer)
		return []signaling.ICEServer{{URLs: urls, Username: username, Credential: password}}, expires
	}
}
