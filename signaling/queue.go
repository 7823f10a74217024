package signaling

// frameWeight is what a queued frame counts on top of its boxes.
const frameWeight = 256

// frame is one thing to send: a message, or a control frame.
type frame struct {
	message ServerMessage
	control int // type of a control frame, if message is nil
	payload []byte
}

// queue is what waits for a client, bounded by number and weight.
type queue struct {
	frames []frame
	weight int
}

// fits says whether a frame may still be added.
func (q *queue) fits(f frame, l Limits) bool {
	return len(q.frames) < l.SendQueueLength && q.weight+f.weight() <= l.SendQueueBytes
}

func (q *queue) push(f frame) {
	q.frames = append(q.frames, f)
	q.weight += f.weight()
}

func (q *queue) pop() (frame, bool) {
	if len(q.frames) == 0 {
		q.clear() // an idle session keeps no memory for its queue
		return frame{}, false
	}
	f := q.frames[0]
	q.frames[0] = frame{}
	q.frames = q.frames[1:]
	q.weight -= f.weight()
	return f, true
}

func (q *queue) clear() { *q = queue{} }

// weight is about what a frame takes while it waits.
func (f frame) weight() int {
	weight := frameWeight + len(f.payload)
	add := func(b *Box) {
		if b != nil {
			weight += len(b.Sealed)
		}
	}
	switch m := f.message.(type) {
	case PeerBox:
		add(&m.Box)
	case PeerOffer:
		add(m.Box)
	case PeerJoined:
		add(m.Place.Offer)
	case PeerBack:
		add(m.Place.Offer)
	case Welcome:
		for _, p := range m.Peers {
			add(p.Offer)
		}
	}
	return weight
}
