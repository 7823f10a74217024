package peer

import (
	"fmt"
	"slices"
	"time"

	"github.com/coviewer/coviewer/peer/blob"
	"github.com/coviewer/coviewer/peer/wire"
)

// progressSteps is into how many events the progress of a blob is divided.
const progressSteps = 20

func worthTelling(before, now, size int64) bool {
	return before*progressSteps/size != now*progressSteps/size
}

const (
	stall        = wire.StallMs * time.Millisecond
	maxStalls    = wire.MaxStalls
	maxReceiving = wire.MaxReceiving
)

// missing is a picture's blob that is not here.
type missing struct {
	hash      blob.Hash
	size      int64
	mediaType string
	askedAt   time.Time
	stalls    int    // times in a row that it was asked for in vain
	failed    string // why it is not asked for any more, "" if it is
}

// noteMissing finds the blobs of pictures that the panel has now and did not
// have before, and forgets those of pictures that it has no more.
func (p *Peer) noteMissing(changed []wire.Write) {
	isPicture := func(w wire.Write) bool {
		e, _ := p.panel.Get(w.ID)
		return e.Kind() == wire.KindPicture
	}
	if !slices.ContainsFunc(changed, isPicture) {
		return
	}
	p.noteTakenBack()
	named := map[blob.Hash]bool{}
	for _, picture := range p.panel.Pictures() {
		hash := blob.Hash(picture.Bytes("blob"))
		named[hash] = true
		if _, here := p.blobs.Get(hash); here || p.missing[hash] != nil {
			continue
		}
		m := &missing{hash: hash, size: picture.Int("size"), mediaType: picture.Text("type")}
		p.missing[hash] = m
		p.missingInOrder = append(p.missingInOrder, m)
		p.emit(BlobChanged{Hash: hash, State: BlobWaiting, Size: m.size})
	}
	for hash := range p.missing {
		if !named[hash] {
			p.notMissing(hash)
			p.blobs.Drop(hash)
		}
	}
	p.askForMissing()
}

// notMissing ends what is done to get a blob.
func (p *Peer) notMissing(hash blob.Hash) {
	delete(p.missing, hash)
	p.missingInOrder = slices.DeleteFunc(p.missingInOrder, func(m *missing) bool { return m.hash == hash })
	for _, r := range p.remotes {
		if c := r.conn; c != nil {
			c.asking.Forget(hash)
		}
	}
}

// askForMissing wants a few of them at a time, in the order in which they came.
func (p *Peer) askForMissing() {
	receiving := 0
	for _, m := range p.missingInOrder {
		if receiving >= maxReceiving {
			return
		}
		if m.failed == "" && (p.isComing(m) || p.ask(m)) {
			receiving++
		}
	}
}

// isComing reports whether a blob is asked for and not late. A peer sends its
// blobs one after the other: while any block comes, those behind it are not.
func (p *Peer) isComing(m *missing) bool {
	now := p.config.Now()
	for _, r := range p.remotes {
		c := r.conn
		if c == nil || !c.asking.Has(m.hash) {
			continue
		}
		if now.Sub(later(c.blockAt, m.askedAt)) < stall {
			return true
		}
		c.asking.Forget(m.hash)
		if m.stalls++; m.stalls > maxStalls {
			p.fail(m, "stalled")
			return false
		}
	}
	return false
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// ask wants a blob from one peer that has it.
func (p *Peer) ask(m *missing) bool {
	c := p.source(m.hash)
	if c == nil || m.failed != "" {
		return false
	}
	if err := p.blobs.Expect(m.hash, m.size, m.mediaType); err != nil {
		p.fail(m, blob.Class(err))
		return false
	}
	m.askedAt = p.config.Now()
	c.want(m.hash)
	return true
}

func (p *Peer) source(hash blob.Hash) *connection {
	for _, r := range p.remotes {
		if c := r.conn; c != nil && c.state == stateOpen && c.has[hash] {
			return c
		}
	}
	return nil
}

// fail gives a blob up until somebody says that it is there.
func (p *Peer) fail(m *missing, reason string) {
	m.failed = reason
	received, _ := p.blobs.Progress(m.hash)
	p.emit(BlobChanged{Hash: m.hash, State: BlobFailed, Received: received, Size: m.size, Reason: reason})
}

// notFrom: a peer does not have what it said that it has. It is asked of
// another one, if there is one.
func (c *connection) notFrom(hash blob.Hash, reason string) {
	c.asking.Forget(hash)
	delete(c.has, hash) // until it says so again
	if m := c.p.missing[hash]; m != nil && c.p.source(hash) == nil {
		c.p.fail(m, reason)
	}
	c.p.askForMissing()
}

func (c *connection) want(hash blob.Hash) {
	missing := c.p.blobs.Missing(hash, blob.MaxRanges)
	if len(missing) == 0 {
		return
	}
	c.send(wire.Want{Want: int64(c.asking.Ask(hash, missing)), Hash: wire.Hash(hash), Ranges: missing.ToList()})
	c.ensureLane()
}

func (c *connection) onHave(m wire.Have) {
	for _, name := range m.Hashes {
		hash := blob.Hash(name)
		if len(c.has) >= wire.MaxElements {
			return
		}
		c.has[hash] = true
		if content, here := c.p.blobs.Get(hash); here {
			delete(c.deliveries, hash)
			size := int64(len(content))
			c.p.emit(Delivered{Hash: hash, Site: c.hello.Site, Sent: size, Size: size, Arrived: true})
		}
		if m := c.p.missing[hash]; m != nil {
			m.failed, m.stalls = "", 0
		}
	}
	c.p.askForMissing()
}

func (c *connection) onWant(m wire.Want) {
	hash := blob.Hash(m.Hash)
	if len(m.Ranges) > 0 && c.p.takenBack[m.Hash] {
		c.send(wire.Refuse{Want: m.Want, Reason: wire.RefuseTakenBack})
		return
	}
	reason := c.serving.Want(uint32(m.Want), hash, m.Ranges, func(h blob.Hash) (int64, bool) {
		content, here := c.p.blobs.Get(h)
		return int64(len(content)), here
	})
	if reason != "" {
		c.send(wire.Refuse{Want: m.Want, Reason: reason})
		return
	}
	if content, here := c.p.blobs.Get(hash); here {
		var asked int64
		for i := 1; i < len(m.Ranges); i += 2 {
			asked += m.Ranges[i]
		}
		c.deliveries[hash] = max(0, int64(len(content))-asked)
	}
	c.ensureLane()
	c.pump()
}

func (c *connection) onRefuse(m wire.Refuse) {
	hash, known := c.asking.Refused(uint32(m.Want))
	if !known {
		return
	}
	c.notFrom(hash, m.Reason)
}

// onBlock takes a block that came on a lane.
func (c *connection) onBlock(b wire.Block) {
	r := blob.Range{Offset: int64(b.Offset), Length: int64(len(b.Payload))}
	hash, known, err := c.asking.Accept(b.Want, r)
	if err != nil {
		c.onBadFrame(wire.Errorf(blob.Class(err), "%v", err))
		return
	}
	if !known {
		return // of a want that is over
	}
	c.blockAt = c.p.config.Now()
	if m := c.p.missing[hash]; m != nil {
		m.stalls = 0
	}
	whole, err := c.p.blobs.Write(hash, r.Offset, b.Payload)
	switch {
	case err != nil:
		c.onBadBlob(hash, err)
	case whole:
		c.p.onArrived(hash)
	default:
		received, size := c.p.blobs.Progress(hash)
		if !worthTelling(received-r.Length, received, size) {
			return
		}
		c.p.emit(BlobChanged{Hash: hash, State: BlobReceiving, Received: received, Size: size})
	}
}

// onBadBlob: what this peer sent is not what it was asked for. It is not asked
// for it again.
func (c *connection) onBadBlob(hash blob.Hash, err error) {
	c.notFrom(hash, blob.Class(err))
	c.onBadFrame(wire.Errorf(blob.Class(err), "%v", err))
}

// onArrived tells everybody that a blob is here and verified; to the sender
// that means that it has arrived.
func (p *Peer) onArrived(hash blob.Hash) {
	_, size := p.blobs.Progress(hash)
	p.notMissing(hash)
	for _, r := range p.remotes {
		if c := r.conn; c != nil && c.hello != nil {
			c.sendHave([]blob.Hash{hash})
		}
	}
	p.emit(BlobChanged{Hash: hash, State: BlobHere, Received: size, Size: size})
	p.askForMissing()
}

// addBlob keeps a blob of one's own and tells everybody.
func (p *Peer) addBlob(content []byte) (blob.Hash, error) {
	hash, err := p.blobs.Put(content)
	if err != nil {
		return blob.Hash{}, fmt.Errorf("keep the picture: %w", err)
	}
	p.onArrived(hash)
	return hash, nil
}
