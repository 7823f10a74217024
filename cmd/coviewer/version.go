package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
)

// release is set by the linker: -X main.release=1.2.3 (Dockerfile, Makefile).
var release string

func version() string {
	if release != "" {
		return release
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "development"
}

func versionCommand(_ context.Context, e environment) error {
	_, err := fmt.Fprintf(e.stdout, "coviewer %s %s %s/%s\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}
