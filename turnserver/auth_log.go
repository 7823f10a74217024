package turnserver

import (
	"log/slog"
	"sync"
	"time"
)

// authLogInterval is the pause between two lines about failed authentication:
// strangers cause them, and must not fill the log.
const authLogInterval = time.Minute

// authLog tells an operator that credentials are not good, which is how a
// secret that differs from signaling's shows. It names nobody: addresses and
// usernames belong to people.
type authLog struct {
	logger *slog.Logger
	now    func() time.Time

	mu       sync.Mutex
	next     time.Time
	failures int // since the last line
}

func (l *authLog) failed(reason string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.failures++
	now := l.now()
	if now.Before(l.next) {
		return
	}
	l.logger.Info("turn authentication failed", "reason", reason, "failures", l.failures)
	l.failures, l.next = 0, now.Add(authLogInterval)
}

// authFailed counts and tells.
func (s *Server) authFailed(why authFailure) {
	s.meter.auth.inc(why)
	s.authLog.failed(s.meter.auth.labels[why])
}
