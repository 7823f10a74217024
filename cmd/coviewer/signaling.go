package main

import (
	"context"
	"errors"
	"flag"
	"strings"
)

const signalingIntro = `
Usage: coviewer signaling [flags]

Pages and signaling, without the relay: run ` + "`coviewer turn`" + ` beside it with the
same secret.

Examples:
  coviewer signaling --listen 0.0.0.0:8080 --public-url https://view.example.com \
      --turn-urls turn:turn.example.com:3478?transport=udp --turn-secret-file turn-secret`

// turnSecretVariable holds the shared secret where there is no file for it.
const turnSecretVariable = "COVIEWER_TURN_SECRET"

// signalingSettings are the flags of `coviewer signaling`.
type signalingSettings struct {
	pageSettings
	urls       list
	secretFile string
	secret     []byte // by validate
}

func (s *signalingSettings) register(fs *flag.FlagSet) {
	s.pageSettings.register(fs)
	fs.Var(&s.urls, "turn-urls", "`URLs` of the relay, comma-separated, like turn:turn.example.com:3478?transport=udp")
	fs.StringVar(&s.secretFile, "turn-secret-file", "", "`file` with the secret that is shared with the relay (or the secret itself in "+turnSecretVariable+")")
}

func (s *signalingSettings) validate(secret string) error {
	var p problems
	s.pageSettings.validate(&p)
	if (len(s.urls) == 0) != (s.secretFile+secret == "") {
		p.add("turn-urls", "and %s go together", setting("turn-secret-file"))
	}
	for _, u := range s.urls {
		if !strings.HasPrefix(u, "turn:") && !strings.HasPrefix(u, "turns:") {
			p.add("turn-urls", "%q is not of the form turn:HOST:PORT or turns:HOST:PORT", u)
		}
	}
	if len(s.urls) > 0 && s.secretFile+secret != "" {
		s.secret = p.sharedSecret("turn-secret-file", s.secretFile, turnSecretVariable, secret)
	}
	return p.err()
}

func signalingCommand(ctx context.Context, e environment) error {
	var s signalingSettings
	fs := newFlags("signaling", signalingIntro, e.stdout)
	s.register(fs)
	if err := parse(fs, e); err != nil {
		return err
	}
	if err := s.validate(e.getenv(turnSecretVariable)); err != nil {
		return err
	}
	log := s.log.logger(e.stderr)
	warnOfUnknown(log, fs, e)
	if len(s.urls) == 0 {
		log.Warn("no relay: peers behind strict networks will not reach each other (--turn-urls)")
	}
	listener, metricsListener, err := s.openBoth()
	if err != nil {
		return err
	}
	registry := newRegistry()
	h := &health{}
	p, err := newPages(&s.pageSettings, listener, relayCredentials(s.secret, s.urls), registry, h, log)
	if err != nil {
		return errors.Join(err, closeAll(metricsListener))
	}
	metrics := serveMetrics(metricsListener, registry, h, log)
	defer metrics.Close()
	log.Info("serving", "version", version(), "url", p.address, "listen", p.listener.Addr().String())
	err = p.run(ctx)
	log.Info("stopped")
	return err
}
