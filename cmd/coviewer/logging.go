package main

import (
	"flag"
	"fmt"
	"io"
	"log/slog"
)

// logSettings are the flags that every long-running command shares.
type logSettings struct{ level, format string }

func (s *logSettings) register(fs *flag.FlagSet) {
	fs.StringVar(&s.level, "log-level", "info", "`level`: debug, info, warn or error. Addresses appear at debug only")
	fs.StringVar(&s.format, "log-format", "text", "`format`: text or json")
}

func (s *logSettings) logger(w io.Writer) (*slog.Logger, error) {
	var level slog.Level
	if err := level.UnmarshalText([]byte(s.level)); err != nil {
		return nil, fmt.Errorf("%w: --log-level %q: use debug, info, warn or error", errUsage, s.level)
	}
	o := &slog.HandlerOptions{Level: level}
	switch s.format {
	case "text":
		return slog.New(slog.NewTextHandler(w, o)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(w, o)), nil
	}
	return nil, fmt.Errorf("%w: --log-format %q: use text or json", errUsage, s.format)
}
