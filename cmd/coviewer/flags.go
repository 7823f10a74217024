package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net/netip"
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
	if err := fs.Parse(e.args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return err
		}
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	if fs.NArg() > 0 {
		return fmt.Errorf("%w: %q is not a flag", errUsage, fs.Arg(0))
	}
	given := map[string]bool{}
	fs.Visit(func(f *flag.Flag) { given[f.Name] = true })
	var first error
	fs.VisitAll(func(f *flag.Flag) {
		value := e.getenv(variable(f.Name))
		if given[f.Name] || value == "" || first != nil {
			return
		}
		if err := f.Value.Set(value); err != nil {
			first = fmt.Errorf("%w: %s=%q: %w", errUsage, variable(f.Name), value, err)
		}
	})
	return first
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
