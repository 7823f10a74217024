package main

import (
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"github.com/coviewer/coviewer/peer"
	"github.com/coviewer/coviewer/peer/seal"
	"github.com/coviewer/coviewer/webclient"
)

const peerIntro = `
Usage: coviewer peer new --url URL
       coviewer peer watch LINK [flags]
       coviewer peer share LINK FILE… [flags]
       coviewer peer save LINK DIR [flags]
       coviewer peer draw LINK [--marks N] [--rate R] [flags]
       coviewer peer close LINK [flags]

A headless peer: joins the room behind LINK as one more person would.

  new     makes a room and prints its link; nobody has to be asked
  watch   prints what happens as JSON lines, until interrupted or --timeout
  share   puts pictures on the panel, waits until somebody has all of them
  save    writes the pictures and panel.json of whoever is there into DIR
  draw    draws N arrows at R a second on the first picture, as a load
  close   ends the room for everybody in it, for good

Examples:
  coviewer peer new --url http://127.0.0.1:8080
  coviewer peer watch "$LINK" --timeout 1m
  coviewer peer share "$LINK" shoe.jpg bag.png
  coviewer peer save "$LINK" pictures
  coviewer peer draw "$LINK" --marks 500 --rate 50

Exit codes: 0 done; 1 failed; 2 wrong usage; 3 the link is wrong; 4 the room or
the service did not let this peer in; 5 not done within --timeout.
What it waits for is said on stderr. docs/peer.md tells the JSON lines.`

const (
	maxMarks     = 10_000
	maxRate      = 200
	maxColor     = webclient.Colors - 1
	leaveTimeout = 5 * time.Second
	joinTimeout  = 30 * time.Second
)

// exitError is a failure with its own exit code.
type exitError struct {
	code int
	err  error
}

func (e exitError) Error() string { return e.err.Error() }
func (e exitError) Unwrap() error { return e.err }
func (e exitError) ExitCode() int { return e.code }

const (
	exitBadLink  = 3
	exitRefused  = 4
	exitTimedOut = 5
)

// peerOptions are the flags of all peer subcommands.
type peerOptions struct {
	url, name   string
	color       int
	relayOnly   bool
	timeout     time.Duration
	marks, rate int
	verbose     bool
	args        []string // what is no flag
}

func (o *peerOptions) register(fs *flag.FlagSet) {
	fs.StringVar(&o.url, "url", "http://127.0.0.1:8080", "new: the `URL` of the service")
	fs.StringVar(&o.name, "name", "Headless peer", "the `name` that others see")
	fs.IntVar(&o.color, "color", 0, fmt.Sprintf("own color, `0 to %d`", maxColor))
	fs.BoolVar(&o.relayOnly, "relay-only", false, "hide the network address: everything goes by the relay")
	fs.DurationVar(&o.timeout, "timeout", 0, "give up after this `time`, as 90s; 0: never")
	fs.IntVar(&o.marks, "marks", 100, "draw: how many `N`, at most 10000")
	fs.IntVar(&o.rate, "rate", 20, "draw: how many `R` a second, at most 200")
	fs.BoolVar(&o.verbose, "verbose", false, "log details to stderr; they hold network addresses")
}

func peerCommand(ctx context.Context, e environment) error {
	var o peerOptions
	fs := newFlags("peer", peerIntro, e.stdout)
	o.register(fs)
	var err error
	if o.args, err = parseMixed(fs, e); err != nil {
		return err
	}
	var p problems
	p.between("color", o.color, 0, maxColor)
	if err := p.err(); err != nil {
		return err
	}
	sayUnknown(fs, e)
	if o.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, o.timeout)
		defer cancel()
	}
	err = o.run(ctx, e.stdout, e.stderr)
	_, coded := errors.AsType[exitError](err)
	switch {
	case coded:
		return err
	case errors.Is(err, context.DeadlineExceeded):
		return exitError{exitTimedOut, fmt.Errorf("not done within %v%s", o.timeout, progress(err))}
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("interrupted%s", progress(err))
	}
	return err
}

// unfinished is an error of a context, with how far the work had come.
type unfinished struct {
	error
	how string
}

func (u unfinished) Unwrap() error { return u.error }

func progress(err error) string {
	if u, ok := errors.AsType[unfinished](err); ok {
		return ": " + u.how
	}
	return ""
}

// parseMixed reads flags before, between and after arguments.
func parseMixed(fs *flag.FlagSet, e environment) (rest []string, err error) {
	var flags []string
	for args := e.args; len(args) > 0; {
		if err := parseArguments(fs, args); err != nil {
			return nil, err
		}
		flags = append(flags, args[:len(args)-fs.NArg()]...)
		args = fs.Args()
		if len(args) > 0 {
			rest, args = append(rest, args[0]), args[1:]
		}
	}
	e.args = flags
	return rest, parse(fs, e) // once more, for the environment
}

func (o *peerOptions) run(ctx context.Context, stdout, stderr io.Writer) error {
	if len(o.args) == 0 {
		return wrongUsage("say new, watch, share, save, draw or close")
	}
	what, rest := o.args[0], o.args[1:]
	if what == "new" {
		return o.newRoom(rest, stdout)
	}
	prepare, least, most := o.action(what)
	if prepare == nil {
		return wrongUsage("there is no `coviewer peer %s`: say new, watch, share, save, draw or close", what)
	}
	if n := len(rest) - 1; n < least || n > most {
		return wrongUsage("`coviewer peer %s` wants a LINK%s", what, map[string]string{"share": " and at least one FILE", "save": " and one DIR"}[what])
	}
	link, err := seal.Parse(rest[0])
	if err != nil {
		return exitError{exitBadLink, fmt.Errorf("%s: %w", linkAdvice(seal.Class(err)), err)}
	}
	work, err := prepare(ctx, rest[1:])
	if err != nil {
		return err
	}
	p, err := o.join(ctx, link, stderr)
	if err != nil {
		return err
	}
	err = work(ctx, p, newLines(stdout, stderr))
	leaving, cancel := context.WithTimeout(context.WithoutCancel(ctx), leaveTimeout)
	defer cancel()
	// What was to be done is done, or is not, however long the goodbye takes.
	_ = p.Leave(leaving)
	return err
}

// peerWork is what a subcommand does in the room.
type peerWork func(context.Context, *peer.Peer, *lines) error

// action gives what makes the work of a subcommand ready, and how many
// arguments it wants after LINK. Whatever can be found wrong without a room is
// found there: nobody sees somebody come and go for nothing.
func (o *peerOptions) action(what string) (prepare func(context.Context, []string) (peerWork, error), least, most int) {
	const many = 1000
	switch what {
	case "watch":
		return o.watch, 0, 0
	case "share":
		return o.share, 1, many
	case "save":
		return o.save, 1, 1
	case "draw":
		return o.draw, 0, 0
	case "close":
		return o.closeRoom, 0, 0
	}
	return nil, 0, 0
}

func (o *peerOptions) newRoom(rest []string, stdout io.Writer) error {
	if len(rest) > 0 {
		return wrongUsage("`coviewer peer new` wants no arguments, only --url")
	}
	link, err := seal.New(rand.Reader, strings.TrimSuffix(o.url, "/"))
	if err != nil {
		return badSetting("url", "%q: want something like https://view.example.com", o.url)
	}
	_, err = fmt.Fprintln(stdout, link)
	return err
}

func (o *peerOptions) join(ctx context.Context, link seal.Link, stderr io.Writer) (*peer.Peer, error) {
	log := slog.New(slog.DiscardHandler)
	if o.verbose {
		log = slog.New(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: slog.LevelDebug}))
	}
	joining, cancel := context.WithTimeout(ctx, joinTimeout)
	defer cancel()
	p, err := peer.Join(joining, peer.Config{Link: link, Name: o.name, Color: o.color, RelayOnly: o.relayOnly, Logger: log})
	var refused *peer.JoinError
	if errors.Is(ctx.Err(), context.Canceled) {
		return nil, ctx.Err()
	}
	if errors.As(err, &refused) {
		return nil, exitError{exitRefused, explainRefusal(refused)}
	}
	return p, err
}

func linkAdvice(class string) string {
	switch class {
	case seal.ClassNoSecret:
		return "the link has lost what follows #; quote it in the shell and copy all of it"
	case seal.ClassBadSecret, seal.ClassMismatch:
		return "the link is damaged; copy all of it again"
	}
	return "this is no link to a room; it looks like https://HOST/r/ROOM#SECRET"
}

// explainRefusal adds what is known beside the advice, where that is more than
// the reason in other words.
func explainRefusal(refused *peer.JoinError) error {
	advice := joinAdvice(refused.Reason)
	switch {
	case refused.Reason == peer.ReasonUnreachable && refused.Err != nil:
		return fmt.Errorf("%s (%w)", advice, refused.Err)
	case advice == noAdvice:
		return fmt.Errorf("%s: %w", advice, refused)
	}
	return errors.New(advice)
}

const noAdvice = "the service did not let this peer in"

func joinAdvice(reason string) string {
	switch reason {
	case "room-full":
		return "the room is full; somebody has to leave first"
	case "bad-room":
		return "the service does not know this kind of room; check the link"
	case "link-spent":
		return "this room was closed for good; ask for a new link"
	case "room-closed":
		return "somebody closed this room, for good"
	case "unreachable":
		return "the service was not reached; is it running, and is the link's host right?"
	case "restarting":
		return "the service is restarting; try again in a moment"
	case "rate-limited":
		return "the service takes no more joins from this network address for the moment; wait and try again"
	case "server-full":
		return "the service has no room left; try again later"
	case "bad-subprotocol":
		return "the service speaks another version; upgrade the older one"
	case "replaced":
		return "somebody else has taken this place"
	}
	return noAdvice
}
