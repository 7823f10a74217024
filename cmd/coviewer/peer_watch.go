package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/coviewer/coviewer/peer"
	"github.com/coviewer/coviewer/peer/wire"
	"github.com/coviewer/coviewer/signaling"
)

// until prints events until one of them finishes the work.
func until(ctx context.Context, p *peer.Peer, out *lines, finished func(peer.Event) (bool, error)) error {
	for {
		select {
		case e, more := <-p.Events():
			if !more {
				return peer.ErrLeft
			}
			if err := out.event(e); err != nil {
				return fmt.Errorf("write to stdout: %w", err)
			}
			if done, err := finished(e); done || err != nil {
				return err
			}
			if s, ok := e.(peer.StatusChanged); ok && s.Status == peer.StatusClosed {
				return exitError{exitRefused, errors.New(joinAdvice(s.Reason))}
			}
			out.waits.event(e, p.Others)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// watch ends without an error when it is interrupted or its time is over: that
// is how one ends it.
func (o *peerOptions) watch(context.Context, []string) (peerWork, error) {
	return func(ctx context.Context, p *peer.Peer, out *lines) error {
		out.waits.to = io.Discard // it waits for nothing
		err := until(ctx, p, out, func(peer.Event) (bool, error) { return false, nil })
		if ctx.Err() != nil {
			return nil
		}
		return err
	}, nil
}

// closeRoom ends when the service has closed the room.
func (o *peerOptions) closeRoom(context.Context, []string) (peerWork, error) {
	return func(ctx context.Context, p *peer.Peer, out *lines) error {
		if err := p.CloseRoom(ctx); err != nil {
			return err
		}
		return until(ctx, p, out, func(e peer.Event) (bool, error) {
			s, ok := e.(peer.StatusChanged)
			return ok && s.Reason == signaling.CloseRoomClosed.Name(), nil
		})
	}, nil
}

// noPicture is what save and draw wait for on an empty panel.
const noPicture = "There is no picture on the panel yet; waiting for one."

// draw puts arrows on the first picture, as fast as it is told, and waits until
// the other side has them.
func (o *peerOptions) draw(context.Context, []string) (peerWork, error) {
	var p problems
	p.between("marks", o.marks, 1, maxMarks)
	p.between("rate", o.rate, 1, maxRate)
	return o.drawArrows, p.err()
}

func (o *peerOptions) drawArrows(ctx context.Context, p *peer.Peer, out *lines) error {
	picture := ""
	err := until(ctx, p, out, func(e peer.Event) (bool, error) {
		switch e.(type) {
		case peer.Synced, peer.PanelChanged:
			err := p.Do(func(e *peer.Edit) {
				if all := e.Pictures(); len(all) > 0 {
					picture = all[0].ID
				}
			})
			if picture == "" {
				out.waits.say(noPicture)
			}
			return picture != "", err
		}
		return false, nil
	})
	if ctx.Err() != nil {
		return unfinished{ctx.Err(), "there is no picture to draw on"}
	}
	if err != nil {
		return err
	}
	began := time.Now()
	if err := o.drawOn(ctx, p, picture); err != nil {
		return err
	}
	return out.write("drawn", line{"marks": o.marks, "picture": picture, "ms": time.Since(began).Milliseconds()})
}

func (o *peerOptions) drawOn(ctx context.Context, p *peer.Peer, picture string) error {
	const step, side = 64, 4096 // eighths of a pixel
	ticker := time.NewTicker(time.Second / time.Duration(o.rate))
	defer ticker.Stop()
	for i := range int64(o.marks) {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return unfinished{ctx.Err(), fmt.Sprintf("%d of %d marks are drawn", i, o.marks)}
		}
		x, y := i*step%side, i*step/side*step%side
		var failed error
		err := p.Do(func(e *peer.Edit) {
			failed = e.Set(fmt.Sprintf("%s%04x", p.Site(), i), map[string]wire.Value{
				"kind": wire.KindArrow, "by": p.Site(), "picture": picture, "color": int64(o.color),
				"width": int64(16), "x1": x, "y1": y, "x2": x + step, "y2": y + step,
			})
		})
		if err := errors.Join(err, failed); err != nil {
			return err
		}
	}
	return nil
}
