package turnserver

import (
	"slices"
	"sync"
)

// tuple is a five-tuple: the endpoint stands for transport and server address,
// client is the source address as text.
type tuple struct {
	endpoint uint64
	client   string
}

// ledger knows which allocations live, and whose they are. pion counts
// nothing; its events and our reservations keep these books.
type ledger struct {
	maxTotal, maxPerUser int

	mu sync.Mutex
	// live holds usernames. It is a list because pion tells the end of an
	// allocation only after the next one on the same five-tuple may have begun.
	live    map[tuple][]string
	users   map[string]int // user id → allocations, reserved or live
	total   int
	drained chan struct{} // set by close, closed when total is 0
}

func newLedger(maxTotal, maxPerUser int) *ledger {
	return &ledger{maxTotal: maxTotal, maxPerUser: maxPerUser, live: map[tuple][]string{}, users: map[string]int{}}
}

// reserve takes a place for an allocation that is about to be made, so that
// requests on different sockets cannot pass the limit together. It must be
// followed by created or release.
func (l *ledger) reserve(username string) allocationResult {
	user := userOf(username)
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.total >= l.maxTotal || l.drained != nil:
		return allocationQuota
	case l.users[user] >= l.maxPerUser:
		return allocationUserQuota
	}
	l.total++
	l.users[user]++
	return allocationCreated
}

// release gives a place back whose allocation was not made.
func (l *ledger) release(username string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.releaseLocked(username)
}

func (l *ledger) created(t tuple, username string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.live[t] = append(l.live[t], username)
}

func (l *ledger) deleted(t tuple, username string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	i := slices.Index(l.live[t], username)
	if i < 0 {
		return
	}
	l.live[t] = slices.Delete(l.live[t], i, i+1)
	if len(l.live[t]) == 0 {
		delete(l.live, t)
	}
	l.releaseLocked(username)
}

func (l *ledger) releaseLocked(username string) {
	user := userOf(username)
	l.total--
	l.users[user]--
	if l.users[user] == 0 {
		delete(l.users, user)
	}
	l.signalDrainedLocked()
}

// holders are the usernames with an allocation on t: none, or one but for a moment.
func (l *ledger) holders(t tuple) []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.live[t])
}

func (l *ledger) alive(t tuple, username string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Contains(l.live[t], username)
}

func (l *ledger) allocations() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.total
}

// close lets no new allocation in, and returns what is closed when the last has gone.
func (l *ledger) close() <-chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.drained == nil {
		l.drained = make(chan struct{})
		l.signalDrainedLocked()
	}
	return l.drained
}

func (l *ledger) signalDrainedLocked() {
	if l.drained != nil && l.total == 0 {
		close(l.drained)
	}
}

// userOf leaves the expiry out, so that new credentials bring no new quota.
func userOf(username string) string {
	_, user, err := ParseUsername(username)
	if err != nil {
		return username
	}
	return user
}
