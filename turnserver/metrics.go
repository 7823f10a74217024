package turnserver

import (
	"sync/atomic"

	"github.com/prometheus/client_golang/prometheus"
)

// Label values. Each enum indexes its counterVec.
type (
	allocationResult int
	direction        int
	dropReason       int
	authFailure      int
	refusal          int
	streamEnd        int
	malformed        int
)

const (
	allocationCreated allocationResult = iota
	allocationQuota
	allocationUserQuota
	allocationFailed
)

const (
	toPeer direction = iota
	fromPeer
)

const (
	dropRate dropReason = iota
	dropOversize
	dropNoRelay
	dropSend
)

const (
	authUsername authFailure = iota
	authRealm
	authExpired
	authSignature
)

const (
	streamEndClient streamEnd = iota
	streamEndFrame
	streamEndNoAllocation
	streamEndSlow
	streamEndLimit
	streamEndServer
)

const (
	malformedRequest malformed = iota
	malformedPeer
)

// meter counts; it is the only place that does. Prometheus and Stats both read it.
type meter struct {
	allocated *counterVec[allocationResult]
	bytes     *counterVec[direction]
	packets   *counterVec[direction]
	denied    *counterVec[denial]
	dropped   *counterVec[dropReason]
	auth      *counterVec[authFailure]
	refused   *counterVec[refusal]
	streams   *counterVec[streamEnd]
	malformed *counterVec[malformed]

	gauges []gauge
}

type gauge struct {
	desc *prometheus.Desc
	read func() int
}

func newMeter() *meter {
	return &meter{
		allocated: newCounterVec[allocationResult]("allocations_total", "Allocate requests by what came of them.", "result", "created", "quota", "user_quota", "failed"),
		bytes:     newCounterVec[direction]("bytes_total", "Bytes relayed.", "direction", "to_peer", "from_peer"),
		packets:   newCounterVec[direction]("packets_total", "Packets relayed.", "direction", "to_peer", "from_peer"),
		denied:    newCounterVec[denial]("denied_total", "Permissions, channels and packets that the peer policy denied.", "reason", denialNames[:]...),
		dropped:   newCounterVec[dropReason]("dropped_total", "Packets of permitted peers that were not relayed.", "reason", "rate", "oversize", "no_relay", "send"),
		auth:      newCounterVec[authFailure]("auth_failures_total", "Requests with credentials that are not good.", "reason", "username", "realm", "expired", "signature"),
		refused:   newCounterVec[refusal]("refused_total", "Authenticated requests answered with an error, by error code.", "code", refusalNames[:]...),
		streams:   newCounterVec[streamEnd]("streams_closed_total", "TCP and TLS connections by how they ended.", "reason", "client", "frame", "no_allocation", "slow", "limit", "server"),
		malformed: newCounterVec[malformed]("malformed_total", "Frames that could not be handled.", "class", "request", "peer_address"),
	}
}

// watch adds a gauge; only New calls it, before the meter is registered.
func (m *meter) watch(name, help string, read func() int) {
	m.gauges = append(m.gauges, gauge{prometheus.NewDesc(metricPrefix+name, help, nil, nil), read})
}

func (m *meter) vectors() []prometheus.Collector {
	return []prometheus.Collector{m.allocated, m.bytes, m.packets, m.denied, m.dropped, m.auth, m.refused, m.streams, m.malformed}
}

// Describe implements prometheus.Collector.
func (m *meter) Describe(descs chan<- *prometheus.Desc) {
	for _, v := range m.vectors() {
		v.Describe(descs)
	}
	for _, g := range m.gauges {
		descs <- g.desc
	}
}

// Collect implements prometheus.Collector.
func (m *meter) Collect(metrics chan<- prometheus.Metric) {
	for _, v := range m.vectors() {
		v.Collect(metrics)
	}
	for _, g := range m.gauges {
		metrics <- prometheus.MustNewConstMetric(g.desc, prometheus.GaugeValue, float64(g.read()))
	}
}

const metricPrefix = "coviewer_turn_"

// counterVec is a counter with one label whose values are known beforehand: one
// atomic addition on the packet path, no map and no lock.
type counterVec[I ~int | ~uint8] struct {
	desc   *prometheus.Desc
	labels []string
	values []atomic.Uint64
}

func newCounterVec[I ~int | ~uint8](name, help, label string, values ...string) *counterVec[I] {
	return &counterVec[I]{
		desc:   prometheus.NewDesc(metricPrefix+name, help, []string{label}, nil),
		labels: values,
		values: make([]atomic.Uint64, len(values)),
	}
}

func (v *counterVec[I]) add(i I, n int) { v.values[i].Add(uint64(n)) }
func (v *counterVec[I]) inc(i I)        { v.values[i].Add(1) }
func (v *counterVec[I]) get(i I) uint64 { return v.values[i].Load() }

func (v *counterVec[I]) sum() (total uint64) {
	for i := range v.values {
		total += v.values[i].Load()
	}
	return total
}

// Describe implements prometheus.Collector.
func (v *counterVec[I]) Describe(descs chan<- *prometheus.Desc) { descs <- v.desc }

// Collect implements prometheus.Collector. An empty label is a value that is not counted.
func (v *counterVec[I]) Collect(metrics chan<- prometheus.Metric) {
	for i, label := range v.labels {
		if label != "" {
			metrics <- prometheus.MustNewConstMetric(v.desc, prometheus.CounterValue, float64(v.values[i].Load()), label)
		}
	}
}
