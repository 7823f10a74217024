package main

import (
	"flag"
	"io"
	"log/slog"
)

// logSettings are the flags that every long-running command shares.
type logSettings struct{ level, format string }

func (s *logSettings) register(fs *flag.FlagSet) {
	fs.StringVar(&s.level, "log-level", "info", "`level`: debug, info, warn or error. Addresses appear at debug only")
	fs.StringVar(&s.format, "log-format", "text", "`format`: text or json")
}

func (s *logSettings) validate(p *problems) {
	if err := new(slog.Level).UnmarshalText([]byte(s.level)); err != nil {
		p.add("log-level", "%q: use debug, info, warn or error", s.level)
	}
	if s.format != "text" && s.format != "json" {
		p.add("log-format", "%q: use text or json", s.format)
	}
}

// logger is made of settings that were validated.
func (s *logSettings) logger(w io.Writer) *slog.Logger {
	o := &slog.HandlerOptions{}
	var level slog.Level
	if level.UnmarshalText([]byte(s.level)) == nil {
		o.Level = level
	}
	if s.format == "json" {
		return slog.New(slog.NewJSONHandler(w, o))
	}
	return slog.New(slog.NewTextHandler(w, o))
}
