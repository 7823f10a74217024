package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/coviewer/coviewer/peer"
	"github.com/coviewer/coviewer/peer/blob"
	"github.com/coviewer/coviewer/peer/wire"
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
			if s, ok := e.(peer.StatusChanged); ok && s.Status == peer.StatusClosed {
				return exitError{exitRefused, errors.New(joinAdvice(s.Reason))}
			}
			if done, err := finished(e); done || err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// watch ends without an error when it is interrupted or its time is over: that
// is how one ends it.
func (o *peerOptions) watch(ctx context.Context, p *peer.Peer, _ []string, out *lines) error {
	err := until(ctx, p, out, func(peer.Event) (bool, error) { return false, nil })
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// share ends when one and the same peer has all pictures.
func (o *peerOptions) share(ctx context.Context, p *peer.Peer, files []string, out *lines) error {
	shared := map[blob.Hash]bool{}
	for _, file := range files {
		hash, err := shareFile(ctx, p, file, out)
		if err != nil {
			return err
		}
		shared[hash] = true
	}
	arrived := map[string]map[blob.Hash]bool{} // by site
	return until(ctx, p, out, func(e peer.Event) (bool, error) {
		d, ok := e.(peer.Delivered)
		if !ok || !d.Arrived || !shared[d.Hash] {
			return false, nil
		}
		if arrived[d.Site] == nil {
			arrived[d.Site] = map[blob.Hash]bool{}
		}
		arrived[d.Site][d.Hash] = true
		return len(arrived[d.Site]) == len(shared), nil
	})
}

func shareFile(ctx context.Context, p *peer.Peer, file string, out *lines) (hash blob.Hash, err error) {
	info, err := os.Stat(file)
	if err != nil {
		return hash, err
	}
	if info.Size() > wire.MaxBlobBytes {
		return hash, fmt.Errorf("%s has %d bytes; a picture may have %d", file, info.Size(), wire.MaxBlobBytes)
	}
	content, err := os.ReadFile(file)
	if err != nil {
		return hash, err
	}
	id, err := p.AddPicture(ctx, filepath.Base(file), content)
	if err != nil {
		return hash, fmt.Errorf("%s: %w", file, err)
	}
	err = p.Do(func(e *peer.Edit) {
		if picture, found := e.Get(id); found {
			hash = blob.Hash(picture.Bytes("blob"))
		}
	})
	if err != nil {
		return hash, err
	}
	return hash, out.write("shared", line{"file": file, "element": id, "hash": hash.String()})
}

// draw puts arrows on the first picture, as fast as it is told, and waits until
// the other side has them.
func (o *peerOptions) draw(ctx context.Context, p *peer.Peer, _ []string, out *lines) error {
	if o.marks < 1 || o.marks > maxMarks || o.rate < 1 || o.rate > maxRate {
		return fmt.Errorf("%w: --marks 1 to %d, --rate 1 to %d", errUsage, maxMarks, maxRate)
	}
	picture := ""
	err := until(ctx, p, out, func(e peer.Event) (bool, error) {
		switch e.(type) {
		case peer.Synced, peer.PanelChanged:
			err := p.Do(func(e *peer.Edit) {
				if all := e.Pictures(); len(all) > 0 {
					picture = all[0].ID
				}
			})
			return picture != "", err
		}
		return false, nil
	})
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
			return ctx.Err()
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
