// A referee for logs that this program did not make: golang.org/x/mod's sumdb/note and sumdb/tlog, which nobody here
// wrote, open a log of ours as any Go program would.
//
//	referee DIR VKEY WITNESS_VKEY OLDER_DIR PROOF_DIR
//
// It says on its last line how much it has checked, or ends with the first thing that is wrong.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

func main() {
	if len(os.Args) != 6 {
		fail("usage: referee DIR VKEY WITNESS_VKEY OLDER_DIR PROOF_DIR")
	}
	dir, older, proofs := os.Args[1], os.Args[4], os.Args[5]
	logKey, err := note.NewVerifier(os.Args[2])
	check(err)
	witness := newCosigner(os.Args[3])
	keys := note.VerifierList(logKey, witness)

	tree := openCheckpoint(read(filepath.Join(dir, "checkpoint")), keys, logKey.Name())
	entries := readEntries(dir, tree.N)
	stored := storeHashes(entries)
	root, err := tlog.TreeHash(tree.N, stored)
	check(err)
	if root != tree.Hash {
		fail("the entries do not lead to the root of the checkpoint")
	}
	tiles := compareTiles(dir, tree.N, stored)
	for i, entry := range entries {
		proof, err := tlog.ProveRecord(tree.N, int64(i), stored)
		check(err)
		check(tlog.CheckRecord(proof, tree.N, tree.Hash, int64(i), tlog.RecordHash(entry)))
	}
	grown := checkOlder(dir, older, tree, keys, logKey.Name())
	opened := checkProofs(proofs, entries, keys, logKey.Name())
	cosigned, err := note.Open(read(filepath.Join(dir, "checkpoint")), note.VerifierList(logKey, witness))
	check(err)
	if len(cosigned.Sigs) != 2 {
		fail("the checkpoint is not signed by the log and the witness")
	}
	fmt.Printf("{\"entries\":%d,\"tiles\":%d,\"older\":%d,\"proofs\":%d}\n", len(entries), tiles, grown, opened)
}

// openCheckpoint verifies the note and reads the three lines of c2sp.org/tlog-checkpoint.
func openCheckpoint(msg []byte, keys note.Verifiers, origin string) tlog.Tree {
	n, err := note.Open(msg, keys)
	check(err)
	lines := strings.Split(n.Text, "\n")
	if len(lines) < 4 || lines[0] != origin {
		fail("a checkpoint of another form or origin")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	hash, err := tlog.ParseHash(lines[2])
	check(err)
	return tlog.Tree{N: size, Hash: hash}
}

// tilePath is that of c2sp.org/tlog-tiles, where the height is always 8 and stands in no path.
func tilePath(t tlog.Tile) string {
	return "tile/" + strings.TrimPrefix(t.Path(), fmt.Sprintf("tile/%d/", height))
}

func bundlePath(index, width int64) string {
	path := tilePath(tlog.Tile{H: height, L: 0, N: index, W: int(width)})
	return "tile/entries/" + strings.TrimPrefix(path, "tile/0/")
}

func readEntries(dir string, size int64) [][]byte {
	var entries [][]byte
	for index := int64(0); index<<height < size; index++ {
		width := size - index<<height
		if width > 1<<height {
			width = 1 << height
		}
		data := read(filepath.Join(dir, bundlePath(index, width)))
		for i := int64(0); i < width; i++ {
			length := int(binary.BigEndian.Uint16(data))
			entries = append(entries, data[2:2+length])
			data = data[2+length:]
		}
		if len(data) > 0 {
			fail("a bundle is longer than its entries")
		}
	}
	return entries
}

func storeHashes(entries [][]byte) tlog.HashReader {
	var hashes []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			found[i] = hashes[index]
		}
		return found, nil
	})
	for i, entry := range entries {
		more, err := tlog.StoredHashes(int64(i), entry, reader)
		check(err)
		hashes = append(hashes, more...)
	}
	return reader
}

// compareTiles makes every tile of the tree anew and compares it with the file, byte by byte.
func compareTiles(dir string, size int64, stored tlog.HashReader) int {
	count := 0
	for _, t := range tlog.NewTiles(height, 0, size) {
		// It lists the narrower partial tiles too, which a log need not keep.
		if width := size>>(height*t.L) - t.N<<height; int64(t.W) < width && t.W < 1<<height {
			continue
		}
		made, err := tlog.ReadTileData(t, stored)
		check(err)
		if !bytes.Equal(made, read(filepath.Join(dir, tilePath(t)))) {
			fail(tilePath(t) + " is not what the entries lead to")
		}
		count++
	}
	return count
}

// tileFiles reads tiles for tlog.TileHashReader, which trusts none of them.
type tileFiles struct{ dir string }

func (f tileFiles) Height() int { return height }

func (f tileFiles) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, t := range tiles {
		data[i] = read(filepath.Join(f.dir, tilePath(t)))
	}
	return data, nil
}

func (f tileFiles) SaveTiles(tiles []tlog.Tile, data [][]byte) {}

// checkOlder proves that the log only grew since each of the checkpoints, by its tiles.
func checkOlder(dir, older string, tree tlog.Tree, keys note.Verifiers, origin string) int {
	reader := tlog.TileHashReader(tree, tileFiles{dir})
	count := 0
	for _, path := range files(older) {
		before := openCheckpoint(read(path), keys, origin)
		proof, err := tlog.ProveTree(tree.N, before.N, reader)
		check(err)
		check(tlog.CheckTree(proof, tree.N, tree.Hash, before.N, before.Hash))
		count++
	}
	return count
}

// checkProofs opens files of c2sp.org/tlog-proof, each with its own checkpoint.
func checkProofs(dir string, entries [][]byte, keys note.Verifiers, origin string) int {
	count := 0
	for _, path := range files(dir) {
		text := string(read(path))
		cut := strings.Index(text, "\n\n")
		lines := strings.Split(text[:cut], "\n")
		if lines[0] != "c2sp.org/tlog-proof@v1" {
			fail("a proof of another form")
		}
		lines = lines[1:]
		if strings.HasPrefix(lines[0], "extra ") {
			lines = lines[1:]
		}
		index, err := strconv.ParseInt(strings.TrimPrefix(lines[0], "index "), 10, 64)
		check(err)
		var proof tlog.RecordProof
		for _, line := range lines[1:] {
			hash, err := tlog.ParseHash(line)
			check(err)
			proof = append(proof, hash)
		}
		tree := openCheckpoint([]byte(text[cut+2:]), keys, origin)
		check(tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entries[index])))
		count++
	}
	return count
}

// cosigner verifies c2sp.org/tlog-cosignature, which sumdb/note leaves to others.
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func newCosigner(vkey string) note.Verifier {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		fail("a witness's key of another form")
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	check(err)
	if len(key) != 33 || key[0] != 4 {
		fail("a witness's key of another type")
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	hash := binary.BigEndian.Uint32(sum[:])
	if fmt.Sprintf("%08x", hash) != parts[1] {
		fail("a witness's key whose id does not fit")
	}
	return cosigner{parts[0], hash, key[1:]}
}

func (c cosigner) Name() string    { return c.name }
func (c cosigner) KeyHash() uint32 { return c.hash }
func (c cosigner) Verify(msg, sig []byte) bool {
	if len(sig) != 72 {
		return false
	}
	signed := fmt.Sprintf("cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(sig), msg)
	return ed25519.Verify(c.key, []byte(signed), sig[8:])
}

func files(dir string) []string {
	found, err := filepath.Glob(filepath.Join(dir, "*"))
	check(err)
	return found
}

func read(path string) []byte {
	data, err := os.ReadFile(path)
	check(err)
	return data
}

func check(err error) {
	if err != nil {
		fail(err.Error())
	}
}

func fail(sentence string) {
	fmt.Fprintln(os.Stderr, "referee: "+sentence)
	os.Exit(1)
}
