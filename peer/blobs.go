package peer

import (
	"fmt"
	"time"

	"github.com/coviewer/coviewer/peer/blob"
	"github.com/coviewer/coviewer/peer/wire"
)

// progressSteps is into how many events the progress of a blob is divided.
const progressSteps = 20

func worthTelling(before, now, size int64) bool {
	return before*progressSteps/size != now*progressSteps/size
}

// stall is after how long without a block the rest is asked for again.
const stall = 3 * time.Second

// lookForBlobs asks for the pictures on the panel that are not here.
func (p *Peer) lookForBlobs() {
	for _, picture := range p.panel.Pictures() {
		hash := blob.Hash(picture.Bytes("blob"))
		if _, here := p.blobs.Get(hash); here {
			continue
		}
		if received, size := p.blobs.Progress(hash); size == 0 {
			if err := p.blobs.Expect(hash, picture.Int("size"), picture.Text("type")); err != nil {
				continue // no room beside the others; asked again when there is
			}
			p.emit(BlobChanged{Hash: hash, State: BlobWaiting, Received: received, Size: picture.Int("size")})
		}
		p.ask(hash)
	}
}

// ask wants a blob from one peer that has it, unless one is asked already.
func (p *Peer) ask(hash blob.Hash) {
	now := p.config.Now()
	for _, r := range p.remotes {
		if c := r.conn; c != nil && c.asking.Has(hash) && now.Sub(c.blockAt) < stall {
			return
		}
	}
	for _, r := range p.remotes {
		if c := r.conn; c != nil && c.state == stateOpen && c.has[hash] {
			c.want(hash)
			return
		}
	}
}

func (c *connection) want(hash blob.Hash) {
	missing := c.p.blobs.Missing(hash, blob.MaxRanges)
	if len(missing) == 0 {
		return
	}
	c.blockAt = c.p.config.Now()
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
	}
	c.p.lookForBlobs()
}

func (c *connection) onWant(m wire.Want) {
	hash := blob.Hash(m.Hash)
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
	delete(c.has, hash) // until it says so again
	received, size := c.p.blobs.Progress(hash)
	c.p.emit(BlobChanged{Hash: hash, State: BlobFailed, Received: received, Size: size, Reason: m.Reason})
	c.p.ask(hash)
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
	c.asking.Forget(hash)
	delete(c.has, hash)
	c.p.emit(BlobChanged{Hash: hash, State: BlobFailed, Reason: blob.Class(err)})
	c.onBadFrame(wire.Errorf(blob.Class(err), "%v", err))
}

// onArrived tells everybody that a blob is here and verified; to the sender
// that means that it has arrived.
func (p *Peer) onArrived(hash blob.Hash) {
	_, size := p.blobs.Progress(hash)
	for _, r := range p.remotes {
		if c := r.conn; c != nil && c.hello != nil {
			c.asking.Forget(hash)
			c.sendHave([]blob.Hash{hash})
		}
	}
	p.emit(BlobChanged{Hash: hash, State: BlobHere, Received: size, Size: size})
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
