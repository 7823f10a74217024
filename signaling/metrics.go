package signaling

import (
	"strconv"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics count what happens. Every label has few values, and none that a
// client can choose.
type metrics struct {
	messages      *prometheus.CounterVec
	closes        *prometheus.CounterVec
	rejected      *prometheus.CounterVec
	asked         *prometheus.CounterVec
	boxes         prometheus.Counter
	undeliverable prometheus.Counter
}

// Reasons for which a request gets no session.
const (
	rejectedOrigin    = "origin"
	rejectedAddress   = "address"
	rejectedFull      = "full"
	rejectedRestart   = "restart"
	rejectedHandshake = "handshake"
)

func newMetrics(registerer prometheus.Registerer, stats func() Stats) (*metrics, error) {
	counter := func(name, help string) prometheus.Counter {
		return prometheus.NewCounter(prometheus.CounterOpts{Name: "coviewer_signaling_" + name, Help: help})
	}
	vector := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: "coviewer_signaling_" + name, Help: help}, labels)
	}
	gauge := func(name, help string, value func(Stats) int) prometheus.Collector {
		return prometheus.NewGaugeFunc(
			prometheus.GaugeOpts{Name: "coviewer_signaling_" + name, Help: help},
			func() float64 { return float64(value(stats())) })
	}
	m := &metrics{
		messages:      vector("messages_total", "Messages of clients that were understood.", "type"),
		closes:        vector("closes_total", "Sessions that ended: closed by the server with a code, or by the client, or dropped.", "code", "name"),
		rejected:      vector("rejected_total", "Requests that got no session.", "reason"),
		asked:         vector("people_asked_total", "Questions of pages who is in a room.", "result"),
		boxes:         counter("boxes_forwarded_total", "Boxes forwarded from peer to peer."),
		undeliverable: counter("boxes_undeliverable_total", "Boxes dropped because their receiver was away or unknown."),
	}
	if registerer == nil {
		return m, nil
	}
	for _, c := range []prometheus.Collector{
		m.messages, m.closes, m.rejected, m.asked, m.boxes, m.undeliverable,
		gauge("sessions", "Open WebSockets.", func(s Stats) int { return s.Sessions }),
		gauge("rooms", "Rooms with at least one place taken.", func(s Stats) int { return s.Rooms }),
		gauge("places", "Places taken.", func(s Stats) int { return s.Places }),
		gauge("places_away", "Places held for a peer whose socket dropped.", func(s Stats) int { return s.Away }),
		gauge("rooms_spent", "Rooms closed for good whose links are refused.", func(s Stats) int { return s.Spent }),
	} {
		if err := registerer.Register(c); err != nil {
			return nil, err
		}
	}
	return m, nil
}

func (m *metrics) closed(code CloseCode, name string) {
	label := ""
	if code != 0 {
		label = strconv.Itoa(int(code))
	}
	m.closes.WithLabelValues(label, name).Inc()
}
