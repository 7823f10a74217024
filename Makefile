# Coviewer. `make` alone tells what there is.
#
# Nothing here needs configuration: missing npm packages are installed from the
# lock file; `make test` also installs Chromium and Firefox from Debian's
# packages when they are missing and it may (root); else it says what to install.

SHELL := /bin/bash
.DEFAULT_GOAL := help
MODULES := node_modules/.package-lock.json
GOLANGCI := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
RELEASE ?=

.PHONY: help run build test lint fmt bench generate verify-generated check-go check-ts e2e fuzz browsers breakages

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## /{printf "  make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Not `go run`: ended by Ctrl+C it reports a failure, and make would too.
run: ## start everything on this machine and print a link to open
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory generate-webclient || echo "The web client could not be built: going on with the committed one."; fi
	@go build -o .build/coviewer ./cmd/coviewer && exec .build/coviewer serve

build: ## build the one binary, ./coviewer
	CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.release=$(RELEASE)" -o coviewer ./cmd/coviewer

test: verify-generated lint check-go check-ts e2e ## every check; installs what is missing
	@echo "all checks passed"

check-go: ## Go: vet and tests with the race detector
	go vet ./...
	go test -race ./...
	go -C webclient/internal/bundle vet .
	go -C webclient/internal/bundle test .

check-ts: webclient/$(MODULES) ## TypeScript: types, lint, units, shared vectors
	cd webclient && npm run --silent check

e2e: webclient/$(MODULES) browsers ## two real browsers at a time
	cd webclient && npm run --silent e2e && npm run --silent stage-demo

lint: ## golangci-lint
	go run $(GOLANGCI) run ./...

fmt: webclient/$(MODULES) ## format Go and TypeScript
	gofmt -w cmd signaling peer turnserver webclient/*.go webclient/internal bench
	cd webclient && npm run --silent fmt

generate: webclient/$(MODULES) ## all generated code, vectors and the built web client
	go generate ./peer/... ./signaling/...
	$(MAKE) --no-print-directory generate-webclient

.PHONY: generate-webclient
generate-webclient: webclient/$(MODULES)
	go generate ./webclient

verify-generated: webclient/$(MODULES) ## what is committed is what the sources build
	@./.ci/generated

fuzz: ## each fuzz target for 10 s (FUZZTIME=…)
	./.ci/fuzz $(or $(FUZZTIME),10s)

breakages: webclient/$(MODULES) browsers ## break the seal, the merge, undo and the cleaning of photos: does a test notice?
	node .ci/breakages.mjs

bench: webclient/$(MODULES) browsers ## the figures that the README quotes
	./bench/run

browsers: ## Chromium and Firefox for the end-to-end tests
	@./.ci/browsers

webclient/$(MODULES): webclient/package-lock.json
	cd webclient && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@
