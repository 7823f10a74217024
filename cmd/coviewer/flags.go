package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net/netip"
	"regexp"
	"strconv"
	"strings"
)

// newFlags makes a flag set whose --help starts with what the command is for
// and its examples, and names the environment variable of each flag.
func newFlags(name, intro string, out io.Writer) *flag.FlagSet {
	fs := flag.NewFlagSet("coviewer "+name, flag.ContinueOnError)
	fs.SetOutput(io.Discard) // run prints errors once, with a hint
	fs.Usage = func() {
		fmt.Fprintf(out, "%s\n\nFlags (a flag wins over its environment variable):\n", strings.TrimSpace(intro))
		fs.VisitAll(func(f *flag.Flag) {
			value, help := flag.UnquoteUsage(f)
			if value != "" {
				value = " " + value
			}
			fmt.Fprintf(out, "  --%s%s\n        %s\n        %s", f.Name, value, help, variable(f.Name))
			if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "0" {
				fmt.Fprintf(out, " (default %s)", f.DefValue)
			}
			fmt.Fprintln(out)
		})
	}
	return fs
}

// variable is the environment variable of a flag.
func variable(flagName string) string {
	return "COVIEWER_" + strings.ToUpper(strings.ReplaceAll(flagName, "-", "_"))
}

// parse reads flags, then the environment for those that were not given.
func parse(fs *flag.FlagSet, e environment) error {
	if err := parseArguments(fs, e.args); err != nil {
		return err
	}
	if fs.NArg() > 0 {
		return wrongUsage("%q is not a flag", fs.Arg(0))
	}
	given := map[string]bool{}
	fs.Visit(func(f *flag.Flag) { given[f.Name] = true })
	var p problems
	fs.VisitAll(func(f *flag.Flag) {
		value := e.getenv(variable(f.Name))
		if given[f.Name] || value == "" {
			return
		}
		if err := f.Value.Set(value); err != nil {
			p.add(f.Name, "%s", explain(value, err))
		}
	})
	return p.err()
}

// What package flag says of wrong arguments, which it does in words only.
const (
	saysUnknown = "flag provided but not defined: -"
	saysNoValue = "flag needs an argument: -"
)

var saysInvalid = regexp.MustCompile(`^invalid (?:boolean )?value ("(?:[^"\\]|\\.)*") for (?:flag )?-([a-z-]+): (.*)$`)

// parseArguments prints the help only to whoever asks for it; who misspells a
// flag gets one line.
func parseArguments(fs *flag.FlagSet, args []string) error {
	help := fs.Usage
	fs.Usage = func() {}
	err := fs.Parse(args)
	fs.Usage = help
	if err == nil {
		return nil
	}
	if errors.Is(err, flag.ErrHelp) {
		help()
		return err
	}
	said := err.Error()
	if name, ok := strings.CutPrefix(said, saysUnknown); ok {
		if meant := nearest(name, flagNames(fs)); meant != "" {
			return wrongUsage("there is no flag --%s; did you mean --%s?", name, meant)
		}
		return wrongUsage("there is no flag --%s", name)
	}
	if name, ok := strings.CutPrefix(said, saysNoValue); ok {
		return badSetting(name, "needs a value")
	}
	if m := saysInvalid.FindStringSubmatch(said); m != nil {
		if value, unquoted := strconv.Unquote(m[1]); unquoted == nil {
			return badSetting(m[2], "%s", explain(value, errors.New(m[3])))
		}
	}
	return wrongUsage("%v", err)
}

// explain says what is wrong with a value: package flag calls whatever is no
// number a "parse error".
func explain(value string, err error) string {
	switch err.Error() {
	case "parse error":
		return fmt.Sprintf("%q: want a number, a time like 90s, or true and false", value)
	case "value out of range":
		return fmt.Sprintf("%q: the number is too large", value)
	}
	if strings.Contains(err.Error(), strconv.Quote(value)) {
		return err.Error()
	}
	return fmt.Sprintf("%q: %v", value, err)
}

// list is a flag of comma-separated values.
type list []string

func (l *list) String() string { return strings.Join(*l, ",") }

func (l *list) Set(s string) error {
	*l = nil
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			*l = append(*l, part)
		}
	}
	return nil
}

// prefixes is a flag of comma-separated networks (CIDR) or single addresses.
type prefixes []netip.Prefix

func (p *prefixes) String() string {
	var all []string
	for _, one := range *p {
		all = append(all, one.String())
	}
	return strings.Join(all, ",")
}

func (p *prefixes) Set(s string) error {
	var raw list
	_ = raw.Set(s)
	*p = nil
	for _, part := range raw {
		prefix, err := netip.ParsePrefix(part)
		if err != nil {
			addr, aerr := netip.ParseAddr(part)
			if aerr != nil {
				return fmt.Errorf("%q is neither a network like 10.1.0.0/16 nor an address", part)
			}
			prefix = netip.PrefixFrom(addr, addr.BitLen())
		}
		*p = append(*p, prefix.Masked())
	}
	return nil
}

// portRange is a flag like 49160-49359.
type portRange struct{ min, max uint16 }

func (p *portRange) String() string {
	if p.max == 0 {
		return ""
	}
	return fmt.Sprintf("%d-%d", p.min, p.max)
}

func (p *portRange) Set(s string) error {
	var r portRange
	var rest string
	if n, _ := fmt.Sscanf(s, "%d-%d%s", &r.min, &r.max, &rest); n != 2 || r.min == 0 || r.min > r.max {
		return fmt.Errorf("%q is no range of ports like 49160-49359", s)
	}
	*p = r
	return nil
}
