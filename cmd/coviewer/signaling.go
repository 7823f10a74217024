package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
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
}

func (s *signalingSettings) register(fs *flag.FlagSet) {
	s.pageSettings.register(fs)
	fs.Var(&s.urls, "turn-urls", "`URLs` of the relay, comma-separated, like turn:turn.example.com:3478?transport=udp")
	fs.StringVar(&s.secretFile, "turn-secret-file", "", "`file` with the secret that is shared with the relay (or the secret itself in "+turnSecretVariable+")")
}

func signalingCommand(ctx context.Context, e environment) error {
	var s signalingSettings
	fs := newFlags("signaling", signalingIntro, e.stdout)
	s.register(fs)
	if err := parse(fs, e); err != nil {
		return err
	}
	if err := errors.Join(s.validate(), validateTURN(s.urls, s.secretFile+e.getenv(turnSecretVariable))); err != nil {
		return err
	}
	log, err := s.log.logger(e.stderr)
	if err != nil {
		return err
	}
	var secret []byte
	if len(s.urls) > 0 {
		if secret, err = sharedSecret(s.secretFile, e.getenv(turnSecretVariable)); err != nil {
			return err
		}
	} else {
		log.Warn("no relay: peers behind strict networks will not reach each other (--turn-urls)")
	}
	registry := newRegistry()
	h := &health{}
	p, err := openPages(&s.pageSettings, relayCredentials(secret, s.urls), registry, h, log)
	if err != nil {
		return err
	}
	metrics, err := serveMetrics(s.metricsListen, registry, h, log)
	if err != nil {
		return errors.Join(err, p.listener.Close())
	}
	defer metrics.Close()
	log.Info("serving", "version", version(), "url", p.address, "listen", p.listener.Addr().String())
	err = p.run(ctx)
	log.Info("stopped")
	return err
}

func validateTURN(urls []string, secret string) error {
	if (len(urls) == 0) != (secret == "") {
		return fmt.Errorf("%w: --turn-urls and --turn-secret-file go together", errUsage)
	}
	for _, u := range urls {
		if !strings.HasPrefix(u, "turn:") && !strings.HasPrefix(u, "turns:") {
			return fmt.Errorf("%w: --turn-urls: %q is not of the form turn:HOST:PORT or turns:HOST:PORT", errUsage, u)
		}
	}
	return nil
}
