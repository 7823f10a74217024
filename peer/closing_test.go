package peer

import (
	"context"
	"errors"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/coviewer/coviewer/signaling"
)

func TestAClosedRoomIsOverForEverybody(t *testing.T) {
	r := newRoom(t)
	a, b := r.join(t, "Lucia"), r.join(t, "Emil")
	connect(t, a, b)
	a.arrow(t, "thelast00001", 1)
	if err := a.CloseRoom(t.Context()); err != nil {
		t.Fatal(err)
	}
	over := signaling.CloseRoomClosed.Name()
	for _, w := range []*watched{a, b} {
		eventually(t, "closed, and nobody is there any more", func() bool {
			return saw(w, func(e StatusChanged) bool { return e.Status == StatusClosed && e.Reason == over }) &&
				saw(w, func(e PeerChanged) bool { return e.Status == PeerGone && e.Reason == over })
		})
		if n := w.Others(); n != 0 {
			t.Errorf("%d others are left", n)
		}
	}
	if !b.has(t, "thelast00001") {
		t.Error("what was drawn before did not arrive")
	}
	_, err := Join(t.Context(), Config{Link: r.link})
	var refused *JoinError
	if !errors.As(err, &refused) || refused.Reason != signaling.CloseLinkSpent.Name() {
		t.Errorf("a late one: %v", err)
	}
	if err := a.CloseRoom(t.Context()); !errors.Is(err, errNotReached) {
		t.Errorf("closed once more: %v", err)
	}
}

func TestWhyTheServiceIsAwayIsTold(t *testing.T) {
	r := newRoom(t)
	a := r.join(t, "Lucia")
	ctx, cancel := context.WithTimeout(t.Context(), patienceOfTests)
	defer cancel()
	if err := r.server.Shutdown(ctx); err != nil {
		t.Fatal(err)
	}
	eventually(t, "restarting", func() bool {
		return saw(a, func(e StatusChanged) bool { return e.Status == StatusOffline && e.Reason == ReasonRestarting })
	})
	eventually(t, "and then not reached", func() bool {
		return saw(a, func(e StatusChanged) bool { return e.Status == StatusOffline && e.Reason == ReasonUnreachable })
	})
}

// Join gives up with the reason that kept it out all the time, not with that of
// its own patience.
func TestJoinTellsWhatKeptItOut(t *testing.T) {
	config := signaling.DefaultConfig()
	config.MaxRooms = 1
	server, err := signaling.New(config)
	if err != nil {
		t.Fatal(err)
	}
	h := httptest.NewServer(server)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patienceOfTests)
		defer cancel()
		if err := server.Shutdown(ctx); err != nil {
			t.Error(err)
		}
		h.Close()
	})
	taken, wanted := newRoom(t), newRoom(t)
	taken.link.Origin, wanted.link.Origin = h.URL, h.URL
	taken.join(t, "Lucia")
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	_, err = Join(ctx, Config{Link: wanted.link})
	var refused *JoinError
	if !errors.As(err, &refused) || refused.Reason != signaling.CloseServerFull.Name() {
		t.Errorf("a full server: %v", err)
	}
}
