package app

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"filippo.io/age"

	"github.com/cairn-schools/cairn/disk"
	"github.com/cairn-schools/cairn/improve"
)

// keysFolder stands in the data folder; what is in it never enters a backup.
const keysFolder = "keys"

// Keys are a device's secret keys, kept in files that only their owner reads.
type Keys struct {
	folder string
	device ed25519.PrivateKey
	age    *age.X25519Identity

	mu     sync.Mutex
	writes ed25519.PrivateKey // guarded by mu; the writer's that was asked for last, nil before
}

type deviceFile struct {
	Device string `json:"device"` // Ed25519 seed, base64
	Age    string `json:"age"`    // age X25519 identity
}

// LoadKeys reads the keys of a data folder and makes them when there are none.
func LoadKeys(dir string) (*Keys, error) {
	folder := filepath.Join(dir, keysFolder)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("make folder for keys: %w", err)
	}
	raw, err := disk.Read(filepath.Join(folder, "device.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return makeKeys(folder)
	}
	if err != nil {
		return nil, fmt.Errorf("read keys: %w", err)
	}
	return parseKeys(folder, raw)
}

func parseKeys(folder string, raw []byte) (*Keys, error) {
	damaged := &improve.Error{Code: improve.Damaged, Message: "The file with this laptop's key cannot be read.", Hint: "Put back the file keys/device.json from a copy of the data folder, or restore a backup into a new folder."}
	var file deviceFile
	if json.Unmarshal(raw, &file) != nil {
		return nil, damaged
	}
	seed, err := base64.StdEncoding.DecodeString(file.Device)
	if err != nil || len(seed) != ed25519.SeedSize {
		return nil, damaged
	}
	identity, err := age.ParseX25519Identity(file.Age)
	if err != nil {
		return nil, damaged
	}
	return &Keys{folder: folder, device: ed25519.NewKeyFromSeed(seed), age: identity}, nil
}

func makeKeys(folder string) (*Keys, error) {
	_, device, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("make device key: %w", err)
	}
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, fmt.Errorf("make sealing key: %w", err)
	}
	raw, err := json.Marshal(deviceFile{Device: base64.StdEncoding.EncodeToString(device.Seed()), Age: identity.String()})
	if err != nil {
		return nil, fmt.Errorf("make keys: %w", err)
	}
	return keepKeys(folder, raw)
}

// keepKeys puts the first file with keys in place. Of several programs that
// start in a new folder at once the first one's keys count for all.
func keepKeys(folder string, raw []byte) (*Keys, error) {
	path := filepath.Join(folder, "device.json")
	mine := filepath.Join(folder, fmt.Sprintf("device-%x.new", sha256.Sum256(raw)))
	if err := writeFileSafely(mine, raw, 0o600); err != nil {
		return nil, err
	}
	err := os.Link(mine, path) // unlike a rename it never replaces what is there
	if err != nil && !errors.Is(err, fs.ErrExist) {
		err = disk.Rename(mine, path) // a disk without links; then the last one counts
	}
	if err == nil || errors.Is(err, fs.ErrExist) {
		err = disk.Remove(mine)
	}
	if err != nil {
		return nil, fmt.Errorf("keep keys: %w", err)
	}
	kept, err := disk.Read(path)
	if err != nil {
		return nil, fmt.Errorf("read keys: %w", err)
	}
	return parseKeys(folder, kept)
}

// Device gives the id of this laptop.
func (k *Keys) Device() improve.DeviceID {
	return improve.DeviceID(k.device.Public().(ed25519.PublicKey))
}

// DeviceKey gives the secret key of this laptop, for the network's handshake.
func (k *Keys) DeviceKey() ed25519.PrivateKey { return k.device }

// Sign gives this laptop's signature of a message, which must begin with words
// that say what it is for, so that no signature can stand for another.
func (k *Keys) Sign(message []byte) []byte { return ed25519.Sign(k.device, message) }

// Unseal opens what was sealed for this laptop (age, X25519) and gives the bytes
// inside; a piece that was changed is an error when it is read. An
// *age.NoIdentityMatchError tells that it was sealed for others only.
func (k *Keys) Unseal(r io.Reader) (io.Reader, error) { return age.Decrypt(r, k.age) }

// Recipient gives the X25519 public key that files for this laptop are sealed to.
func (k *Keys) Recipient() improve.Hash {
	return recipientKey(k.age.Recipient().String())
}

// writer reads the secret key of a writer; ok is false when this folder does not have it.
func (k *Keys) writer(id improve.WriterID) (key ed25519.PrivateKey, ok bool, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()

	if k.writes != nil && improve.WriterID(k.writes.Public().(ed25519.PublicKey)) == id {
		return k.writes, true, nil
	}
	key, ok, err = k.readWriter(id)
	if ok && err == nil {
		k.writes = key
	}
	return key, ok, err
}

func (k *Keys) readWriter(id improve.WriterID) (key ed25519.PrivateKey, ok bool, err error) {
	raw, err := os.ReadFile(k.writerPath(id))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("read writer key: %w", err)
	}
	seed, err := hex.DecodeString(string(raw))
	if err != nil || len(seed) != ed25519.SeedSize {
		return nil, false, nil
	}
	key = ed25519.NewKeyFromSeed(seed)
	return key, improve.WriterID(key.Public().(ed25519.PublicKey)) == id, nil
}

// makeWriter makes a new writer key and keeps it.
func (k *Keys) makeWriter() (improve.WriterID, ed25519.PrivateKey, error) {
	public, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return improve.WriterID{}, nil, fmt.Errorf("make writer key: %w", err)
	}
	id := improve.WriterID(public)
	err = writeFileSafely(k.writerPath(id), []byte(hex.EncodeToString(key.Seed())), 0o600)
	return id, key, err
}

func (k *Keys) writerPath(id improve.WriterID) string {
	return filepath.Join(k.folder, "writer-"+id.String()[:16]+".key")
}

// writeFileSafely writes a file so that after a crash either all of it is there or nothing:
// a temporary file, flushed to the disk, renamed.
func writeFileSafely(path string, content []byte, mode os.FileMode) (err error) {
	file, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("write %s: %w", filepath.Base(path), err), file.Close(), os.Remove(file.Name()))
		}
	}()
	if err = file.Chmod(mode); err != nil && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	if _, err = file.Write(content); err != nil {
		return err
	}
	if err = file.Sync(); err != nil {
		return err
	}
	if err = file.Close(); err != nil {
		return err
	}
	return disk.Rename(file.Name(), path)
}
