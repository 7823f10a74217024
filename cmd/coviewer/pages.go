package main

import (
	"context"
	"crypto/tls"
	"errors"
	"flag"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/coviewer/coviewer/signaling"
	"github.com/coviewer/coviewer/webclient"
)

// pageSettings are the flags of whatever serves pages and signaling.
type pageSettings struct {
	listen, publicURL string
	tlsCert, tlsKey   string
	origins           list
	proxies           prefixes
	capacity          int
	dev               string
	metricsListen     string
	log               logSettings
	certificate       *tls.Certificate // of tlsCert and tlsKey, by validate
}

func (s *pageSettings) register(fs *flag.FlagSet) {
	fs.StringVar(&s.listen, "listen", "127.0.0.1:8080", "`address` of pages and signaling; port 0 picks a free one")
	fs.StringVar(&s.publicURL, "public-url", "", "the `URL` that people open, when a reverse proxy stands in front")
	fs.StringVar(&s.tlsCert, "tls-cert", "", "certificate `file` (PEM) to serve TLS without a reverse proxy")
	fs.StringVar(&s.tlsKey, "tls-key", "", "key `file` (PEM) of the certificate")
	fs.Var(&s.origins, "allowed-origins", "further `origins` whose pages may use signaling, comma-separated")
	fs.Var(&s.proxies, "trusted-proxies", "`networks` whose X-Forwarded-For is believed, comma-separated")
	fs.IntVar(&s.capacity, "capacity", signaling.MinCapacity, "`people` a room, 2 to 6")
	fs.StringVar(&s.dev, "dev", "", "serve the web client from this `folder` on disk, uncached (for developers)")
	fs.StringVar(&s.metricsListen, "metrics-listen", "", "`address` of /metrics and /healthz, empty: none. Keep it private")
	s.log.register(fs)
}

func (s *pageSettings) validate(p *problems) {
	p.address("listen", s.listen)
	if s.metricsListen != "" {
		p.address("metrics-listen", s.metricsListen)
	}
	p.between("capacity", s.capacity, signaling.MinCapacity, signaling.MaxCapacity)
	for _, origin := range s.origins {
		if err := signaling.CheckOrigin(origin); err != nil {
			p.add("allowed-origins", "%v", err)
		}
	}
	if s.dev != "" {
		p.sources("dev", s.dev)
	}
	s.certificate = p.certificate("tls-cert", s.tlsCert, "tls-key", s.tlsKey)
	s.log.validate(p)
	if s.publicURL == "" {
		return
	}
	u, err := url.Parse(s.publicURL)
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") || (u.Path != "" && u.Path != "/") {
		p.add("public-url", "%q: want something like https://view.example.com", s.publicURL)
	}
}

// allowedOrigins adds the public URL: behind a proxy that rewrites Host, the
// page's own origin is not the request's host.
func (s *pageSettings) allowedOrigins() []string {
	origins := append([]string{}, s.origins...)
	if u, err := url.Parse(s.publicURL); err == nil && u.Host != "" {
		origins = append(origins, u.Scheme+"://"+u.Host)
	}
	return origins
}

// iceServers makes what a peer is told about the relay.
type iceServers func(room, peer string) ([]signaling.ICEServer, time.Time)

// pages is the HTTP side while it runs.
type pages struct {
	listener  net.Listener
	server    *http.Server
	signaling *signaling.Server
	health    *health
	address   string // what people open
}

// newPages puts pages, signaling and health on one listener, and closes it
// if that fails.
func newPages(s *pageSettings, listener net.Listener, ice iceServers, registry *prometheus.Registry, h *health, log *slog.Logger) (*pages, error) {
	p, err := assemblePages(s, listener, ice, registry, h, log)
	if err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	return p, nil
}

func assemblePages(s *pageSettings, listener net.Listener, ice iceServers, registry *prometheus.Registry, h *health, log *slog.Logger) (*pages, error) {
	c := signaling.DefaultConfig()
	c.Capacity = s.capacity
	c.AllowedOrigins = s.allowedOrigins()
	c.TrustedProxies = s.proxies
	c.ICEServers = ice
	c.Logger = log
	c.Registerer = registry
	sig, err := signaling.New(c)
	if err != nil {
		return nil, err
	}
	client, err := webclient.Handler(webclient.Config{
		DevDir: s.dev, HTTPS: s.tlsCert != "", Logger: log,
		People: func(r *http.Request, room string) (webclient.RoomPeople, bool) {
			told, status := sig.Ask(r, room)
			return webclient.RoomPeople(told), status == 0
		},
	})
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle(signaling.Path, sig)
	mux.Handle("GET /r/{room}/people", sig.People(client))
	mux.Handle("/healthz", h)
	mux.Handle("/", client)
	p := &pages{listener: listener, signaling: sig, health: h, server: newHTTPServer(mux, log)}
	p.address = s.address(listener.Addr())
	return p, nil
}

// open listens, with TLS where there is a certificate.
func (s *pageSettings) open() (net.Listener, error) {
	listener, err := listen("listen", s.listen)
	if err != nil || s.certificate == nil {
		return listener, err
	}
	// HTTP/1.1 only: a WebSocket upgrade needs it.
	return tls.NewListener(listener, &tls.Config{
		MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1"}, Certificates: []tls.Certificate{*s.certificate},
	}), nil
}

// openBoth opens what pages and metrics are served on; without metrics their
// listener is nil.
func (s *pageSettings) openBoth() (page, metrics net.Listener, err error) {
	if page, err = s.open(); err != nil {
		return nil, nil, err
	}
	if metrics, err = listen("metrics-listen", s.metricsListen); err != nil {
		return nil, nil, errors.Join(err, page.Close())
	}
	return page, metrics, nil
}

// closeAll closes those listeners that there are.
func closeAll(listeners ...net.Listener) error {
	var errs []error
	for _, l := range listeners {
		if l != nil {
			errs = append(errs, l.Close())
		}
	}
	return errors.Join(errs...)
}

// address is the URL to open: the public one, or that of the listener.
func (s *pageSettings) address(bound net.Addr) string {
	if s.publicURL != "" {
		u, _ := url.Parse(s.publicURL) // validate has parsed it
		return u.Scheme + "://" + u.Host
	}
	scheme := "http"
	if s.tlsCert != "" {
		scheme = "https"
	}
	host, port, err := net.SplitHostPort(bound.String())
	if err != nil {
		return scheme + "://" + bound.String()
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return scheme + "://" + net.JoinHostPort(host, port)
}

// run serves until ctx ends, then lets sessions know and leaves within grace.
func (p *pages) run(ctx context.Context) error {
	failed := make(chan error, 1)
	go func() { failed <- p.server.Serve(p.listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	p.health.leave()
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownGrace)
	defer cancel()
	err := errors.Join(p.signaling.Shutdown(grace), p.server.Shutdown(grace))
	if serveErr := <-failed; !errors.Is(serveErr, http.ErrServerClosed) {
		err = errors.Join(err, serveErr)
	}
	return err
}
