package signaling

import (
	"context"
	"net/http"
)

// Server is the signaling service: an [http.Handler] for [Path].
type Server struct {
	config  Config
	origins origins
}

// Stats is what a server holds at this moment.
type Stats struct {
	// Sessions are open WebSockets, joined or not.
	Sessions int
	Rooms    int
	Places   int
	// Away are places that wait for their peer.
	Away int
}

// New checks the configuration and makes a server.
func New(config Config) (*Server, error) {
	if err := config.Validate(); err != nil {
		return nil, err
	}
	o, err := newOrigins(config.AllowedOrigins)
	if err != nil {
		return nil, err
	}
	return &Server{config: config, origins: o}, nil
}

// ServeHTTP upgrades to a WebSocket and starts its session.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {}

// Shutdown closes all sessions with [CloseRestart] and waits until they ended.
func (s *Server) Shutdown(ctx context.Context) error { return nil }

// Stats counts what the server holds.
func (s *Server) Stats() Stats { return Stats{} }
