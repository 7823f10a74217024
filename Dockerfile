# One image for every service: the binary holds the built web client, so Node is
# not needed here.
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG RELEASE=
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.release=${RELEASE}" -o /coviewer ./cmd/coviewer

# No shell, no package manager, certificates included, user 65532.
FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /coviewer /coviewer
USER nonroot:nonroot
EXPOSE 8080/tcp 3478/udp 3478/tcp
ENTRYPOINT ["/coviewer"]
CMD ["serve"]
