package main

import (
	"flag"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"slices"
	"strings"
)

const variablePrefix = "COVIEWER_"

// nearest is the name that a misspelled one was probably meant to be, or
// nothing: half of what was written must be right.
func nearest(name string, known []string) string {
	best, least := "", len(name)/2+1
	for _, k := range known {
		if d := distance(name, k); d < least {
			best, least = k, d
		}
	}
	return best
}

// distance counts the letters to insert, remove or replace (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}

func flagNames(fs *flag.FlagSet) []string {
	var names []string
	fs.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	return names
}

// unknownVariables tells of variables that look like settings and are none of
// any command: a typo there would silently change nothing.
func unknownVariables(fs *flag.FlagSet, names []string) []string {
	known := map[string]bool{
		turnSecretVariable: true, secretVariable: true,
		"COVIEWER_HTTP_BIND": true, // of docker-compose.yml itself
	}
	for _, c := range commands() {
		if c.register == nil {
			continue
		}
		all := newFlags(c.name, "", io.Discard)
		c.register(all)
		for _, name := range flagNames(all) {
			known[variable(name)] = true
		}
	}
	var own []string
	for _, name := range flagNames(fs) {
		own = append(own, variable(name))
	}
	var warnings []string
	for _, name := range names {
		if !strings.HasPrefix(name, variablePrefix) || strings.HasPrefix(name, "COVIEWER_TEST_") || known[name] {
			continue
		}
		warning := name + " is no setting and does nothing"
		if meant := nearest(name, append(own, slices.Sorted(maps.Keys(known))...)); meant != "" {
			warning += "; did you mean " + meant + "?"
		}
		warnings = append(warnings, warning)
	}
	return warnings
}

// sayUnknown tells of them on stderr, for commands without a log.
func sayUnknown(fs *flag.FlagSet, e environment) {
	for _, warning := range unknownVariables(fs, e.variables) {
		fmt.Fprintln(e.stderr, "warning:", warning)
	}
}

// warnOfUnknown tells of them in the log of a service.
func warnOfUnknown(log *slog.Logger, fs *flag.FlagSet, e environment) {
	for _, warning := range unknownVariables(fs, e.variables) {
		log.Warn(warning)
	}
}
