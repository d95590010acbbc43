package bundle

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// What an export that was killed left on a stick is cleaned by the next one.
const (
	temporaryFront  = ".cairn-"
	temporarySuffix = ".new"
	// othersAfter is how old another laptop's leftovers must be: it may be
	// writing them now, on a folder that both reach.
	othersAfter = 24 * time.Hour
)

// temporaryName gives a pattern for the names of files that are being written.
// What stands in it is known to this laptop only, and says nothing of it.
func (l Laptop) temporaryName() string {
	sum := sha256.Sum256(l.Keys.Sign([]byte("cairn-leftover1")))
	return temporaryFront + hex.EncodeToString(sum[:4]) + "-*" + temporarySuffix
}

// cleanUp removes what earlier exports of this laptop left in a folder, and
// what others left long ago. What cannot be removed stays.
func (l Laptop) cleanUp(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return // the export will say what is wrong with it
	}
	own := strings.TrimSuffix(l.temporaryName(), "*"+temporarySuffix)
	for _, entry := range entries {
		name := entry.Name()
		if !strings.HasPrefix(name, temporaryFront) || !strings.HasSuffix(name, temporarySuffix) || !entry.Type().IsRegular() {
			continue
		}
		info, err := entry.Info()
		if err == nil && (strings.HasPrefix(name, own) || l.Now().Sub(info.ModTime()) > othersAfter) {
			_ = os.Remove(filepath.Join(dir, name))
		}
	}
}
