package main

import (
	"fmt"
	"io"

	"github.com/coviewer/coviewer/peer"
	"github.com/coviewer/coviewer/signaling"
)

// waits tells a person on stderr what is waited for; programs read stdout.
type waits struct {
	to   io.Writer
	said string
}

// say prints what has not just been said.
func (w *waits) say(text string) {
	if text != w.said {
		w.said = text
		fmt.Fprintln(w.to, text)
	}
}

// event says what an event means for whoever waits for the end of the work.
func (w *waits) event(e peer.Event, others func() int) {
	switch e := e.(type) {
	case peer.StatusChanged:
		switch {
		case e.Status == peer.StatusOffline && e.Reason != signaling.ClosePlaceGone.Name(): // it joins anew at once
			w.say(fmt.Sprintf("The service is away (%s); trying again.", e.Reason))
		case e.Status == peer.StatusOpen && others() == 0:
			w.say("Nobody else is in the room; waiting for somebody to come.")
		}
	case peer.PeerChanged:
		switch {
		case e.Status == peer.PeerGone && others() == 0:
			w.say("Nobody else is in the room any more; waiting for somebody to come.")
		case e.Status == peer.PeerAway:
			w.say("The other side is away; its place is held for some minutes.")
		case e.Status == peer.PeerReconnecting:
			w.say("The connection to the other side is interrupted; trying to mend it.")
		case e.Status == peer.PeerConnected:
			w.said = "" // what is waited for next is news again
		}
	}
}
