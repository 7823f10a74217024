package signaling

import (
	"encoding/json"
	"net/http"
	"net/netip"
)

// People is what the service tells of a room to whoever knows its id: numbers,
// because names are sealed.
type People struct {
	// People are those who are there now; a place that is only held is nobody.
	People int `json:"people"`
	// Places is how many people fit.
	Places int `json:"places"`
	// Spent says that the room was closed for good.
	Spent bool `json:"spent"`
}

// Results of a question, for the metrics.
const (
	askedTold    = "told"
	askedBadRoom = "bad-room"
	askedLimited = "limited"
)

// Ask says who is in a room, or refuses with an HTTP status. It costs the
// address that asks as much as a join: whoever guesses rooms gets no further by
// asking than by joining.
func (s *Server) Ask(r *http.Request, room string) (People, int) {
	if !isBase64URL(room, roomChars, roomChars) {
		s.metrics.asked.WithLabelValues(askedBadRoom).Inc()
		return People{}, http.StatusNotFound
	}
	told, status := s.ask(clientAddress(r, s.config.TrustedProxies), room)
	result := askedTold
	if status != 0 {
		result = askedLimited
	}
	s.metrics.asked.WithLabelValues(result).Inc()
	return told, status
}

func (s *Server) ask(address netip.Addr, room string) (People, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.config.Now()
	if status := s.addresses.ask(address, now); status != 0 {
		return People{}, status
	}
	return s.book.people(room, now), 0
}

// People answers a question for the room in the path value "room" with JSON.
// What is no room gets notFound.
func (s *Server) People(notFound http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		told, status := s.Ask(r, r.PathValue("room"))
		h := w.Header()
		h.Set("Cache-Control", "no-store")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		switch {
		case status == http.StatusNotFound:
			notFound.ServeHTTP(w, r)
		case status != 0:
			http.Error(w, http.StatusText(status), status)
		default:
			h.Set("Content-Type", "application/json")
			_ = json.NewEncoder(w).Encode(told)
		}
	})
}
