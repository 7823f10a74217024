package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/coviewer/coviewer/peer"
	"github.com/coviewer/coviewer/peer/blob"
	"github.com/coviewer/coviewer/peer/wire"
)

// readyPicture is a picture of a file, and where it is on the panel.
type readyPicture struct {
	file    string
	picture peer.Picture
}

func (o *peerOptions) share(ctx context.Context, files []string) (peerWork, error) {
	ready := make([]readyPicture, len(files))
	for i, file := range files {
		picture, err := readPicture(ctx, file)
		if err != nil {
			return nil, err
		}
		ready[i] = readyPicture{file, picture}
	}
	return func(ctx context.Context, p *peer.Peer, out *lines) error { return share(ctx, p, ready, out) }, nil
}

func readPicture(ctx context.Context, file string) (peer.Picture, error) {
	info, err := os.Stat(file)
	if err != nil {
		return peer.Picture{}, err
	}
	if info.Size() > wire.MaxBlobBytes {
		return peer.Picture{}, fmt.Errorf("%s has %d bytes; a picture may have %d", file, info.Size(), wire.MaxBlobBytes)
	}
	content, err := os.ReadFile(file)
	if err != nil {
		return peer.Picture{}, err
	}
	picture, err := peer.ReadPicture(ctx, filepath.Base(file), content)
	if err != nil {
		return peer.Picture{}, fmt.Errorf("%s: %w", file, err)
	}
	return picture, nil
}

// share ends when one and the same peer has all pictures, and what that peer
// and others bring has come: another one who shares waits for that.
func share(ctx context.Context, p *peer.Peer, ready []readyPicture, out *lines) error {
	shared := map[blob.Hash]bool{}
	for _, r := range ready {
		hash, err := putPicture(p, r, out)
		if err != nil {
			return err
		}
		shared[hash] = true
	}
	best := 0 // pictures that one peer has
	arrived := map[string]map[blob.Hash]bool{}
	err := until(ctx, p, out, func(e peer.Event) (bool, error) {
		if d, ok := e.(peer.Delivered); ok && d.Arrived && shared[d.Hash] {
			if arrived[d.Site] == nil {
				arrived[d.Site] = map[blob.Hash]bool{}
			}
			arrived[d.Site][d.Hash] = true
			best = max(best, len(arrived[d.Site]))
		}
		return best == len(shared) && p.Incoming() == 0, nil
	})
	if ctx.Err() != nil {
		return unfinished{ctx.Err(), fmt.Sprintf("%d of %d pictures have arrived at somebody", best, len(shared))}
	}
	return err
}

func putPicture(p *peer.Peer, r readyPicture, out *lines) (hash blob.Hash, err error) {
	id, err := p.Put(r.picture)
	if err != nil {
		return hash, fmt.Errorf("%s: %w", r.file, err)
	}
	err = p.Do(func(e *peer.Edit) {
		if picture, found := e.Get(id); found {
			hash = blob.Hash(picture.Bytes("blob"))
		}
	})
	if err != nil {
		return hash, err
	}
	return hash, out.write("shared", line{"file": r.file, "element": id, "hash": hash.String()})
}
