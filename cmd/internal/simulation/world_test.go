package simulation

import (
	"context"
	"encoding/binary"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"testing/cryptotest"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// world is some laptops and all that lies between them.
type world struct {
	t        *testing.T
	ctx      context.Context
	seed     int64
	rng      *rand.Rand // of the action that is being done
	time     time.Time  // what a clock would show that is right
	log      *slog.Logger
	breaks   breaks
	folder   string
	laptops  []*laptop
	numbers  int // of laptops, carriers and those that are gone, where there are carriers
	carriers []*carrier
	gone     []*laptop                   // stolen, or dead
	safe     map[improve.ArtifactID]mark // notes that lie at a carrier
	spaces   []*space
	lines    []*line
	sticks   []stick
	notes    []note
	erased   []erasure
	copies   []folderCopy
	photos   []photo
	backups  []backup
	steps    []step
	shared   map[improve.ArtifactID]bool // pages that were shared, and their copies
	count    count
	onStick  map[onStick]improve.Heads // how far a laptop's last file of a space went
	clones   int
	plugged  int      // how often a stick was plugged in
	story    []string // what happened, one line each
	texts    int
}

// breaks are faults that a mutation check puts into some laptops on purpose.
type breaks struct {
	store    func(l *laptop, inner place) replicaStore // what sessions and sticks see of the database
	appStore func(inner place) appStore                // what the journal sees of it
	lying    bool                                      // the disks say that they have flushed and have not

	anchorless bool // nobody looks whether a folder was put back
}

// space is a space as the world knows it, which sees everything.
type space struct {
	id      improve.SpaceID
	name    string
	canary  string // stands in all that is written there, and nowhere else
	founder *laptop
	grants  map[*laptop][]given // in the order in which they were given; see given and note

	spreadTo map[*space]bool // where words of it may stand, too

	erasers   map[*laptop]bool // who erased texts, or tried to
	accepted  bool             // somebody accepted what waited
	uncertain bool             // an owner's folder was put back or copied: who was let in or removed is not known for sure
}

// given is one change of an access that was confirmed.
type given struct {
	by    *laptop
	level improve.AccessLevel
	cut   map[improve.LogID]uint64 // what by had seen of the laptop's logs
}

// note is something that was written and confirmed.
type note struct {
	by    *laptop
	space *space
	id    improve.ArtifactID
	dot   improve.Dot // the end of the writer's log then
	after bool        // written when the writer had been removed already
}

// violation is how a check fails: by its name, with what it found.
type violation struct{ check, words string }

func (v violation) String() string { return v.check + ": " + v.words }

// fail ends the run.
func (w *world) fail(check, format string, args ...any) {
	panic(violation{check, fmt.Sprintf(format, args...)})
}

// must ends the run on an error that nothing in this world may cause.
func (w *world) must(what string, err error) {
	if err != nil {
		w.fail("no error without a cause", "%s: %v", what, err)
	}
}

func (w *world) tell(format string, args ...any) {
	w.story = append(w.story, fmt.Sprintf(format, args...))
}

// newWorld makes the laptops and founds the spaces of a seed.
func newWorld(t *testing.T, seed int64, b breaks) *world {
	cryptotest.SetGlobalRandom(t, uint64(seed))
	folder, err := os.MkdirTemp("", "cairn-simulation-")
	if err != nil {
		t.Fatal(err)
	}
	w := &world{
		t: t, ctx: context.Background(), seed: seed, rng: improvetest.NewRand(seed), breaks: b, folder: folder,
		onStick: map[onStick]improve.Heads{}, safe: map[improve.ArtifactID]mark{}, shared: map[improve.ArtifactID]bool{}, time: time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC), log: slog.New(slog.DiscardHandler),
	}
	return w
}

// people is how many persons use the laptops; who has two uses both.
const people = 3

// settle makes the laptops and the first spaces; it is apart from newWorld so
// that a failure in it is told like any other.
func (w *world) settle() {
	count := 2 + w.rng.IntN(3)
	if w.rng.IntN(10) == 0 {
		count = 5 + w.rng.IntN(4)
	}
	for i := range count {
		w.laptops = append(w.laptops, w.newLaptop(i))
	}
	kinds := []improve.SpaceKind{improve.SchoolSpace, improve.PairSpace, improve.GroupSpace, improve.NetworkSpace}
	for i := range 1 + w.rng.IntN(2) {
		w.found(w.laptops[w.rng.IntN(count)], kinds[(i+w.rng.IntN(4))%4])
	}
	for _, sp := range w.spaces {
		for _, l := range w.laptops {
			if l != sp.founder && w.rng.IntN(4) > 0 {
				w.admit(sp.founder, l, sp, improve.Member)
			}
		}
	}
}

// found makes a space.
func (w *world) found(l *laptop, kind improve.SpaceKind) {
	sp := &space{name: fmt.Sprintf("%s %d", kind, len(w.spaces)), canary: fmt.Sprintf("Kanarienvogel%03d%s", len(w.spaces), kind), founder: l}
	sp.grants, sp.erasers, sp.spreadTo = map[*laptop][]given{}, map[*laptop]bool{}, map[*space]bool{}
	err := l.write(func() (err error) {
		sp.id, err = l.found(kind, sp.name+" "+sp.canary)
		return err
	})
	if err != nil {
		return
	}
	sp.note(l, given{by: l, level: improve.Owner})
	w.spaces = append(w.spaces, sp)
	l.noteHeads()
	w.tell("%s founds %s", l, sp.name)
}

// close ends everything and removes the files.
func (w *world) close() {
	all := append(slices.Clone(w.laptops), w.gone...)
	for _, c := range w.carriers {
		all = append(all, c.laptop)
	}
	for _, l := range all {
		l.shut()
		l.disk.Close()
	}
	if err := os.RemoveAll(w.folder); err != nil {
		w.t.Error(err)
	}
}

// randomBytes gives the bytes that sessions draw.
type randomBytes struct{ w *world }

// Read implements io.Reader.
func (r randomBytes) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(r.w.rng.Uint32())
	}
	return len(p), nil
}

// countedIDs gives ids of one laptop that are the same in every run.
type countedIDs struct {
	laptop byte
	count  *uint64
}

func (c countedIDs) next() (id [16]byte) {
	*c.count++
	id[0], id[6], id[8] = c.laptop, 0x70, 0x80
	binary.BigEndian.PutUint32(id[12:], uint32(*c.count))
	return id
}

// Artifact implements improve.IDs.
func (c countedIDs) Artifact() improve.ArtifactID { return c.next() }

// Row implements improve.IDs.
func (c countedIDs) Row() improve.RowID { return c.next() }

// futureKind is a kind that only the newer half of the laptops knows.
const futureKind improve.KindName = "greenhouse"

// catalogs are what older and newer programs know.
var catalogs = sync.OnceValues(func() (older, newer *improve.Catalog) {
	future := &improve.Kind{
		Name: futureKind, Title: "Greenhouse", Plural: "Greenhouses", Icon: "aim",
		Sections: []improve.Section{{Key: "all", Title: "All", Fields: []improve.Field{{Key: improve.TitleKey, Type: improve.Text, Label: "Title", Search: true}}}},
	}
	newer, err := improve.NewCatalog(append(kinds.All(), future))
	if err != nil {
		panic(err)
	}
	return kinds.Catalog(), newer
})

func (w *world) path(name string) string { return filepath.Join(w.folder, name) }
