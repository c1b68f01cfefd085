// Verify checks an exported transparency log with code that Loopgate's authors did not write: the
// packages that check Go's own module log (golang.org/x/mod/sumdb).
//
//	verify DIRECTORY VKEY [OLDER-CHECKPOINT-FILE ...]
//
// Debian's golang-go and golang-golang-x-mod-dev are enough:
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run verify.go DIRECTORY VKEY
//
// Exit status: 0 all is as it was logged, 1 something is not, 2 usage.
package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8 // of a tile: 256 hashes

type log struct {
	directory string
	tree      tlog.Tree
	hashes    []tlog.Hash // all nodes of the tree, in the order of tlog.StoredHashIndex
	leaves    []tlog.Hash
}

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: verify DIRECTORY VKEY [OLDER-CHECKPOINT-FILE ...]")
		os.Exit(2)
	}
	if err := verify(os.Args[1], os.Args[2], os.Args[3:]); err != nil {
		fmt.Println("DIFFERENT:", err)
		os.Exit(1)
	}
}

func verify(directory, vkey string, older []string) error {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return err
	}
	tree, err := open(filepath.Join(directory, "checkpoint"), verifier)
	if err != nil {
		return err
	}
	l := &log{directory: directory, tree: tree}
	for _, check := range []func() error{l.readEntries, l.checkRoot, l.checkTiles, l.checkInclusion} {
		if err := check(); err != nil {
			return err
		}
	}
	for _, file := range older {
		if err := l.checkConsistency(file, verifier); err != nil {
			return err
		}
	}
	fmt.Printf("ok: %d entries of %s have the signed root %v\n", tree.N, verifier.Name(), tree.Hash)
	return nil
}

// open reads a checkpoint and checks its signature.
func open(file string, verifier note.Verifier) (tlog.Tree, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open(text, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, fmt.Errorf("%s: %w", file, err)
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return tlog.Tree{}, fmt.Errorf("%s: no checkpoint of %s", file, verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1] {
		return tlog.Tree{}, fmt.Errorf("%s: no size: %q", file, lines[1])
	}
	hash, err := tlog.ParseHash(lines[2])
	if err != nil {
		return tlog.Tree{}, fmt.Errorf("%s: no root: %w", file, err)
	}
	return tlog.Tree{N: size, Hash: hash}, nil
}

// path is where C2SP's tlog-tiles put what x/mod calls a tile.
func path(tile tlog.Tile) string {
	p := strings.TrimPrefix(tile.Path(), "tile/8/")
	if tile.L == -1 {
		p = "entries" + strings.TrimPrefix(p, "data")
	}
	return filepath.Join("tile", filepath.FromSlash(p))
}

func (l *log) readEntries() error {
	for start := int64(0); start < l.tree.N; start += 1 << height {
		tile := tlog.Tile{H: height, L: -1, N: start >> height, W: 1 << height}
		if rest := l.tree.N - start; rest < 1<<height {
			tile.W = int(rest)
		}
		name := path(tile)
		bundle, err := os.ReadFile(filepath.Join(l.directory, name))
		if err != nil {
			return err
		}
		for i := 0; i < tile.W; i++ {
			index := start + int64(i)
			if len(bundle) < 2 || len(bundle)-2 < int(binary.BigEndian.Uint16(bundle)) {
				return fmt.Errorf("%s: ends before entry %d does", name, index)
			}
			end := 2 + int(binary.BigEndian.Uint16(bundle))
			if err := l.add(index, bundle[2:end]); err != nil {
				return err
			}
			bundle = bundle[end:]
		}
		if len(bundle) > 0 {
			return fmt.Errorf("%s: has %d bytes after its last entry", name, len(bundle))
		}
	}
	return nil
}

func (l *log) add(index int64, entry []byte) error {
	l.leaves = append(l.leaves, tlog.RecordHash(entry))
	stored, err := tlog.StoredHashes(index, entry, l)
	l.hashes = append(l.hashes, stored...)
	return err
}

// ReadHashes makes the log a tlog.HashReader over what came of its own entries.
func (l *log) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, 0, len(indexes))
	for _, index := range indexes {
		if index >= int64(len(l.hashes)) {
			return nil, errors.New("the tree has no such node")
		}
		found = append(found, l.hashes[index])
	}
	return found, nil
}

func (l *log) checkRoot() error {
	root, err := treeHash(l.tree.N, l)
	if err != nil {
		return err
	}
	if root != l.tree.Hash {
		return fmt.Errorf("checkpoint: the signed root is %v, but that of the entries is %v", l.tree.Hash, root)
	}
	return nil
}

// treeHash is tlog.TreeHash; version 0.7.0 of x/mod has zeros for the empty tree, RFC 6962 has not.
func treeHash(size int64, reader tlog.HashReader) (tlog.Hash, error) {
	if size == 0 {
		return tlog.ParseHash("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
	}
	return tlog.TreeHash(size, reader)
}

func (l *log) checkTiles() error {
	tiles := tlog.NewTiles(height, 0, l.tree.N)
	for i, tile := range tiles {
		// Some versions list a partial tile in each of its widths; only the last one is of this size.
		if i+1 < len(tiles) && tiles[i+1].L == tile.L && tiles[i+1].N == tile.N {
			continue
		}
		want, err := tlog.ReadTileData(tile, l)
		if err != nil {
			return err
		}
		got, err := os.ReadFile(filepath.Join(l.directory, path(tile)))
		if err != nil {
			return err
		}
		if !bytes.Equal(got, want) {
			return fmt.Errorf("%s: is not what the entries below it have", path(tile))
		}
	}
	return nil
}

func (l *log) checkInclusion() error {
	for index, leaf := range l.leaves {
		proof, err := tlog.ProveRecord(l.tree.N, int64(index), l)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, l.tree.N, l.tree.Hash, int64(index), leaf); err != nil {
			return fmt.Errorf("entry %d: %w", index, err)
		}
	}
	return nil
}

func (l *log) checkConsistency(file string, verifier note.Verifier) error {
	older, err := open(file, verifier)
	if err != nil {
		return err
	}
	if older.N > l.tree.N {
		return fmt.Errorf("%s: had %d entries, the log has %d: cut or forked", file, older.N, l.tree.N)
	}
	if older.N == 0 {
		return nil
	}
	proof, err := tlog.ProveTree(l.tree.N, older.N, l)
	if err != nil {
		return err
	}
	if err := tlog.CheckTree(proof, l.tree.N, l.tree.Hash, older.N, older.Hash); err != nil {
		return fmt.Errorf("%s: the log does not begin with its %d entries: forked", file, older.N)
	}
	return nil
}
