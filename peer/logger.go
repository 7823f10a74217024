package peer

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/pion/logging"
)

// pionLogs passes pion's logs on at debug level, whatever level pion gave
// them: a failing candidate pair is an error to an ICE agent and the ordinary
// way to find a path to everybody else. They hold addresses, which must not
// show above debug.
type pionLogs struct{ log *slog.Logger }

func (f pionLogs) NewLogger(scope string) logging.LeveledLogger {
	return pionLogger{f.log.With("pion", scope)}
}

type pionLogger struct{ log *slog.Logger }

func (l pionLogger) write(text string) { l.log.Debug(text) }

func (l pionLogger) writef(format string, args ...any) {
	if l.log.Enabled(context.Background(), slog.LevelDebug) {
		l.log.Debug(fmt.Sprintf(format, args...))
	}
}

// Trace is dropped: pion traces every packet.
func (l pionLogger) Trace(string)                   {}
func (l pionLogger) Tracef(string, ...any)          {}
func (l pionLogger) Debug(text string)              { l.write(text) }
func (l pionLogger) Debugf(format string, a ...any) { l.writef(format, a...) }
func (l pionLogger) Info(text string)               { l.write(text) }
func (l pionLogger) Infof(format string, a ...any)  { l.writef(format, a...) }
func (l pionLogger) Warn(text string)               { l.write(text) }
func (l pionLogger) Warnf(format string, a ...any)  { l.writef(format, a...) }
func (l pionLogger) Error(text string)              { l.write(text) }
func (l pionLogger) Errorf(format string, a ...any) { l.writef(format, a...) }
