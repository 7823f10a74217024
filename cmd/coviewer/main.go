// Command coviewer is all of Coviewer: web client, signaling, TURN relay and
// headless peer, one subcommand each. This file picks the subcommand; every
// subcommand has a file of its own that maps flags and environment onto the
// Config of the package that does the work.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

func main() {
	// SIGTERM is what container engines send; a second signal kills at once.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, environment{
		args: os.Args[1:], stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv, variables: variableNames(os.Environ()),
	}))
}

// environment is everything that a subcommand gets from the outside, so that
// tests run the very same code.
type environment struct {
	args           []string
	stdout, stderr io.Writer
	getenv         func(string) string
	variables      []string // names of all environment variables
}

func variableNames(environ []string) []string {
	names := make([]string, len(environ))
	for i, pair := range environ {
		names[i], _, _ = strings.Cut(pair, "=")
	}
	return names
}

// usageError is an error of the caller: exit 2 and a hint to --help.
type usageError struct{ text string }

func (e usageError) Error() string { return e.text }

func wrongUsage(format string, args ...any) error {
	return usageError{fmt.Sprintf(format, args...)}
}

func isUsage(err error) bool {
	_, is := errors.AsType[usageError](err)
	return is
}

// command is one subcommand.
type command struct {
	name, summary string
	// register adds the flags; nil: it has none.
	register func(*flag.FlagSet)
	run      func(context.Context, environment) error
}

func commands() []command {
	return []command{
		{"serve", "everything in one process: pages, signaling and TURN relay (the default)", func(fs *flag.FlagSet) { new(serveSettings).register(fs) }, serveCommand},
		{"signaling", "pages and signaling, without the relay", func(fs *flag.FlagSet) { new(signalingSettings).register(fs) }, signalingCommand},
		{"turn", "the TURN relay alone", func(fs *flag.FlagSet) { new(turnSettings).register(fs) }, turnCommand},
		{"peer", "headless peer: join a room, put pictures on the panel, watch it", func(fs *flag.FlagSet) { new(peerOptions).register(fs) }, peerCommand},
		{"check", "tell in plain words whether a running service works", func(fs *flag.FlagSet) { new(checkSettings).register(fs) }, checkCommand},
		{"version", "print the version", nil, versionCommand},
	}
}

func commandNames() []string {
	var names []string
	for _, c := range commands() {
		names = append(names, c.name)
	}
	return names
}

// run returns the exit code: 0 done, 1 failed, 2 wrong usage.
func run(ctx context.Context, e environment) int {
	c, rest := pick(e.args)
	if c == nil {
		if len(e.args) > 0 && !isHelp(e.args[0]) {
			hint := ""
			if meant := nearest(e.args[0], commandNames()); meant != "" {
				hint = "; did you mean " + meant + "?"
			}
			fmt.Fprintf(e.stderr, "coviewer: there is no command %q%s (see coviewer --help)\n", e.args[0], hint)
			return 2
		}
		usage(e.stdout)
		return 0
	}
	e.args = rest
	err := c.run(ctx, e)
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return 0
	case isUsage(err):
		fmt.Fprintf(e.stderr, "coviewer %s: %v (see coviewer %s --help)\n", c.name, err, c.name)
		return 2
	default:
		fmt.Fprintf(e.stderr, "coviewer %s: %v\n", c.name, err)
		return exitCode(err)
	}
}

// exitCode lets an error of a subcommand carry its own code.
func exitCode(err error) int {
	if coded, ok := errors.AsType[interface {
		error
		ExitCode() int
	}](err); ok {
		return coded.ExitCode()
	}
	return 1
}

// pick finds the subcommand; flags alone mean serve.
func pick(args []string) (*command, []string) {
	all := commands()
	if len(args) == 0 || (strings.HasPrefix(args[0], "-") && !isHelp(args[0])) {
		return &all[0], args
	}
	for i := range all {
		if all[i].name == args[0] {
			return &all[i], args[1:]
		}
	}
	return nil, nil
}

func isHelp(arg string) bool {
	switch arg {
	case "help", "-h", "-help", "--help":
		return true
	}
	return false
}

func usage(w io.Writer) {
	fmt.Fprint(w, "Coviewer: share a panel of pictures, not a screen.\n\nUsage: coviewer [command] [flags]\n\n")
	for _, c := range commands() {
		fmt.Fprintf(w, "  %-10s %s\n", c.name, c.summary)
	}
	fmt.Fprint(w, `
Examples:
  coviewer                                  all of it on this machine; prints a link to open
  coviewer serve --listen 0.0.0.0:8443 --tls-cert cert.pem --tls-key key.pem
  coviewer peer share LINK photo.jpg        put a photo on the panel behind LINK
  coviewer check --url https://view.example.com

`+"`coviewer COMMAND --help` tells every flag; each flag is also an environment variable.\n")
}
