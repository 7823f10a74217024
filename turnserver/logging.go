package turnserver

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/pion/logging"
)

// levelTrace is below debug: pion traces every packet.
const levelTrace = slog.LevelDebug - 4

// pionLogs sends all that pion logs to debug: it names addresses at every
// level, and calls things errors that a peer causes.
type pionLogs struct{ logger *slog.Logger }

func (p pionLogs) NewLogger(scope string) logging.LeveledLogger {
	return pionLogger{p.logger.With("scope", "pion/"+scope)}
}

type pionLogger struct{ logger *slog.Logger }

func (p pionLogger) Trace(msg string)               { p.write(levelTrace, msg) }
func (p pionLogger) Debug(msg string)               { p.write(slog.LevelDebug, msg) }
func (p pionLogger) Info(msg string)                { p.write(slog.LevelDebug, msg) }
func (p pionLogger) Warn(msg string)                { p.write(slog.LevelDebug, msg) }
func (p pionLogger) Error(msg string)               { p.write(slog.LevelDebug, msg) }
func (p pionLogger) Tracef(format string, a ...any) { p.writef(levelTrace, format, a) }
func (p pionLogger) Debugf(format string, a ...any) { p.writef(levelTrace, format, a) }
func (p pionLogger) Infof(format string, a ...any)  { p.writef(slog.LevelDebug, format, a) }
func (p pionLogger) Warnf(format string, a ...any)  { p.writef(slog.LevelDebug, format, a) }
func (p pionLogger) Errorf(format string, a ...any) { p.writef(slog.LevelDebug, format, a) }

func (p pionLogger) write(level slog.Level, msg string) {
	p.logger.Log(context.Background(), level, msg)
}

// writef formats only what is logged: pion calls Debugf several times a packet,
// which is also why that goes to trace.
func (p pionLogger) writef(level slog.Level, format string, a []any) {
	if ctx := context.Background(); p.logger.Enabled(ctx, level) {
		p.logger.Log(ctx, level, fmt.Sprintf(format, a...))
	}
}
