package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/coviewer/coviewer/peer"
	"github.com/coviewer/coviewer/peer/blob"
	"github.com/coviewer/coviewer/peer/wire"
)

const maxFileNameChars = 80

// save writes what is on the panel once everything of it is here. The folder is
// made before anybody sees this peer come.
func (o *peerOptions) save(_ context.Context, args []string) (peerWork, error) {
	folder := args[0]
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, fmt.Errorf("save into %s: %w", folder, reason(err))
	}
	return func(ctx context.Context, p *peer.Peer, out *lines) error {
		if err := waitForAll(ctx, p, out); err != nil {
			return err
		}
		// A Root, because the names come from another peer: whatever they hold,
		// nothing outside is written.
		root, err := os.OpenRoot(folder)
		if err != nil {
			return err
		}
		defer root.Close()
		return saveInto(root, p, out)
	}, nil
}

// reason is what the system says, without the name that is told already.
func reason(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	return err
}

// waitForAll ends when there are pictures and all of them are here.
func waitForAll(ctx context.Context, p *peer.Peer, out *lines) error {
	synced := false
	here, all := 0, 0
	err := until(ctx, p, out, func(e peer.Event) (bool, error) {
		if _, ok := e.(peer.Synced); ok {
			synced = true
		}
		if !synced {
			return false, nil
		}
		var err error
		if here, all, err = picturesHere(p); all == 0 {
			out.waits.say(noPicture)
		}
		return all > 0 && here == all, err
	})
	if ctx.Err() != nil {
		return unfinished{ctx.Err(), fmt.Sprintf("%d of %d pictures are here", here, all)}
	}
	return err
}

// picturesHere counts the pictures that are on the panel, and those of them that
// have arrived.
func picturesHere(p *peer.Peer) (here, all int, err error) {
	var hashes []blob.Hash
	err = p.Do(func(e *peer.Edit) {
		for _, picture := range e.Pictures() {
			hashes = append(hashes, blob.Hash(picture.Bytes("blob")))
		}
	})
	for _, hash := range hashes {
		if _, arrived := p.Blob(hash); arrived {
			here++
		}
	}
	return here, len(hashes), err
}

// pictureFile is one picture to write.
type pictureFile struct {
	name string
	hash blob.Hash
}

func saveInto(root *os.Root, p *peer.Peer, out *lines) error {
	var files []pictureFile
	var all []wire.Write
	err := p.Do(func(e *peer.Edit) {
		all = e.Snapshot()
		for i, picture := range e.Pictures() {
			name := fmt.Sprintf("%02d-%s%s", i+1, safeName(picture.Text("name")), extension(picture.Text("type")))
			files = append(files, pictureFile{name, blob.Hash(picture.Bytes("blob"))})
		}
	})
	if err != nil {
		return err
	}
	for _, file := range files {
		content, here := p.Blob(file.hash)
		if !here {
			continue // put there after everything had arrived
		}
		if err := root.WriteFile(file.name, content, 0o644); err != nil {
			return fmt.Errorf("save a picture: %w", err)
		}
		if err := out.write("saved", line{"file": file.name, "hash": file.hash.String()}); err != nil {
			return err
		}
	}
	text, err := json.MarshalIndent(writeLines(all), "", "  ")
	if err != nil {
		return fmt.Errorf("encode the panel: %w", err)
	}
	if err := root.WriteFile("panel.json", append(text, '\n'), 0o644); err != nil {
		return fmt.Errorf("save the panel: %w", err)
	}
	return out.write("saved", line{"file": "panel.json"})
}

// safeName keeps what is harmless in a file name on every system.
func safeName(name string) string {
	if dot := strings.LastIndexByte(name, '.'); dot > 0 {
		name = name[:dot]
	}
	safe := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_':
			return r
		}
		return '_'
	}, name)
	safe = strings.Trim(safe[:min(len(safe), maxFileNameChars)], "_")
	if safe == "" {
		return "picture"
	}
	return safe
}

func extension(mediaType string) string {
	switch mediaType {
	case blob.TypePNG:
		return ".png"
	case blob.TypeWebP:
		return ".webp"
	}
	return ".jpg"
}
