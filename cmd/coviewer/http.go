package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

const (
	// shutdownGrace is how long sockets may take to close after a signal;
	// container engines kill after 10 s.
	shutdownGrace = 8 * time.Second
	// A request is a line and a few headers: who takes longer is holding a place.
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 15 * time.Second
	writeTimeout      = 60 * time.Second
	idleTimeout       = 90 * time.Second
	maxHeaderBytes    = 16 << 10
)

func newHTTPServer(h http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: readHeaderTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout, // a hijacked WebSocket has deadlines of its own
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug), // its lines hold addresses
	}
}

// explainInUse adds what to do about the commonest reason why nothing starts.
func explainInUse(err error) error {
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("%w. Is another Coviewer running? Port 0 picks a free one", err)
	}
	return err
}

// health answers /healthz: 200 while serving, 503 from the moment of a shutdown,
// so that a load balancer stops sending people here.
type health struct{ leaving atomic.Bool }

func (h *health) leave() { h.leaving.Store(true) }

func (h *health) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	status, code := "ok", http.StatusOK
	if h.leaving.Load() {
		status, code = "shutting down", http.StatusServiceUnavailable
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(map[string]string{"status": status, "version": version()})
}

func newRegistry() *prometheus.Registry {
	r := prometheus.NewRegistry()
	r.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return r
}

// listen opens a listener for a setting; nil for an empty address.
func listen(flagName, address string) (net.Listener, error) {
	if address == "" {
		return nil, nil
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", setting(flagName), explainInUse(err))
	}
	return listener, nil
}

// serveMetrics serves /metrics and /healthz on a private listener; the caller
// closes what it returns. Without a listener there is nothing to close.
func serveMetrics(listener net.Listener, registry *prometheus.Registry, h *health, log *slog.Logger) *http.Server {
	if listener == nil {
		return &http.Server{}
	}
	mux := http.NewServeMux()
	mux.Handle("/metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	mux.Handle("/healthz", h)
	server := newHTTPServer(mux, log)
	go func() {
		if err := server.Serve(listener); err != http.ErrServerClosed {
			log.Error("metrics stopped", "err", err)
		}
	}()
	log.Info("metrics", "listen", listener.Addr().String())
	return server
}
