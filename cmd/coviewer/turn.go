package main

import (
	"context"
	"errors"
	"flag"
)

const turnIntro = `
Usage: coviewer turn [flags]

The TURN relay alone (RFC 8656), for peers that find no direct path. It relays
sealed packets between members of a room and reaches no private address.

Examples:
  coviewer turn --listen 0.0.0.0:3478 --public-address 203.0.113.10 --secret-file turn-secret
  coviewer turn --listen 0.0.0.0:3478 --public-address 203.0.113.10 --secret-file turn-secret \
      --tls-listen :5349 --tls-cert cert.pem --tls-key key.pem`

// secretVariable holds the shared secret where there is no file for it.
const secretVariable = "COVIEWER_SECRET"

// turnSettings are the flags of `coviewer turn`.
type turnSettings struct {
	relaySettings
	secretFile, metricsListen string
	secret                    []byte // by validate
	log                       logSettings
}

func (s *turnSettings) register(fs *flag.FlagSet) {
	s.relaySettings.register(fs, "", "127.0.0.1:3478")
	s.registerTLS(fs)
	fs.StringVar(&s.secretFile, "secret-file", "", "`file` with the secret that is shared with signaling (or the secret itself in "+secretVariable+"); needed")
	fs.StringVar(&s.metricsListen, "metrics-listen", "", "`address` of /metrics and /healthz, empty: none. Keep it private")
	s.log.register(fs)
}

func (s *turnSettings) validate(secret string) error {
	var p problems
	s.relaySettings.validate(&p)
	if s.metricsListen != "" {
		p.address("metrics-listen", s.metricsListen)
	}
	s.log.validate(&p)
	if s.secretFile == "" && secret == "" {
		p.add("secret-file", "is needed (openssl rand -base64 32 > turn-secret)")
	} else {
		s.secret = p.sharedSecret("secret-file", s.secretFile, secretVariable, secret)
	}
	return p.err()
}

func turnCommand(ctx context.Context, e environment) error {
	var s turnSettings
	fs := newFlags("turn", turnIntro, e.stdout)
	s.register(fs)
	if err := parse(fs, e); err != nil {
		return err
	}
	if err := s.validate(e.getenv(secretVariable)); err != nil {
		return err
	}
	log := s.log.logger(e.stderr)
	warnOfUnknown(log, fs, e)
	metricsListener, err := listen("metrics-listen", s.metricsListen)
	if err != nil {
		return err
	}
	registry := newRegistry()
	r, err := openRelay(&s.relaySettings, s.secret, registry, log)
	if err != nil {
		return errors.Join(err, closeAll(metricsListener))
	}
	h := &health{}
	metrics := serveMetrics(metricsListener, registry, h, log)
	defer metrics.Close()
	log.Info("relaying", "version", version(), "relay", r.urls[0])
	<-ctx.Done()
	h.leave()
	err = r.server.Close()
	log.Info("stopped")
	return err
}
