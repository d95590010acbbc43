package app

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/names"
)

// settingInStep keeps which copies follow which pages. It is local: the laptop
// on which that was chosen carries later changes over. It holds names of
// children and never travels.
const settingInStep = "share.in-step"

// maxInStep bounds how many copies follow, since each change of a page looks at the list.
const maxInStep = 500

// follower is a copy that follows a page.
type follower struct {
	Original improve.ArtifactID `json:"original"`
	Copy     improve.ArtifactID `json:"copy"`
	Replace  map[string]string  `json:"replace,omitempty"` // names, and what stands for them in the copy
	Leave    []string           `json:"leave,omitempty"`   // names that may stand there
	Always   []string           `json:"always,omitempty"`  // of the names, those that are covered where they could be words, too
	Seen     map[string]uint64  `json:"seen"`              // how far each log of the original has been carried over
}

func readFollowers(text string) []follower {
	var all []follower
	if err := json.Unmarshal([]byte(text), &all); err != nil {
		return nil // none yet, or kept by another version
	}
	return all
}

// Following gives the copies that follow a page, as this laptop carries its changes over.
func (j *Journal) Following(ctx context.Context, original improve.ArtifactID) ([]improve.ArtifactID, error) {
	text, err := j.store.Setting(ctx, settingInStep)
	var copies []improve.ArtifactID
	for _, f := range readFollowers(text) {
		if f.Original == original {
			copies = append(copies, f.Copy)
		}
	}
	return copies, err
}

// Carries tells whether this laptop carries the changes of a page over to a copy.
func (j *Journal) Carries(ctx context.Context, copied improve.ArtifactID) (bool, error) {
	text, err := j.store.Setting(ctx, settingInStep)
	return slices.ContainsFunc(readFollowers(text), func(f follower) bool { return f.Copy == copied }), err
}

// StopFollowing ends that a copy follows its page. What went there stays there.
func (j *Journal) StopFollowing(ctx context.Context, copied improve.ArtifactID) error {
	return j.update(ctx, func(b *batch) error {
		all, err := b.followers()
		if err != nil {
			return err
		}
		all = slices.DeleteFunc(all, func(f follower) bool { return f.Copy == copied })
		if err := b.keepFollowers(all); err != nil {
			return err
		}
		a, err := b.artifact(copied)
		if err != nil {
			return err
		}
		return b.ownText(a, improve.FollowsKey, "")
	})
}

func (b *batch) followers() ([]follower, error) {
	text, err := b.tx.Setting(settingInStep)
	return readFollowers(text), err
}

func (b *batch) keepFollowers(all []follower) error {
	if len(all) == 0 {
		return b.tx.SetSetting(settingInStep, "")
	}
	text, err := json.Marshal(all)
	if err != nil {
		return fmt.Errorf("keep what follows: %w", err)
	}
	return b.tx.SetSetting(settingInStep, string(text))
}

// follows begins that a fresh copy follows its page.
func (b *batch) follows(original, copied improve.ArtifactID, covers *coverer, asked bool) error {
	a, err := b.artifact(original)
	if err != nil {
		return err
	}
	if a.Kind == projectKind {
		return &improve.Error{Code: improve.Invalid, Message: "A project moves, so that no copy of it can follow.", Hint: "Share it without keeping in step."}
	}
	if kind := b.j.catalog.Kind(a.Kind); kind == nil || kind.HomeOf != nil {
		return &improve.Error{Code: improve.Invalid, Message: "A number is looked at each time before it goes to others.", Hint: "Share it without keeping in step."}
	}
	all, err := b.followers()
	if err != nil {
		return err
	}
	if len(all) >= maxInStep {
		return &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("%d copies follow your pages already.", len(all)), Hint: "Let some of them stand alone first."}
	}
	f := follower{Original: original, Copy: copied, Seen: carried(a)}
	if asked {
		f.keep(covers.names)
	}
	return b.keepFollowers(append(all, f))
}

// keep takes the names that are covered in the copy, and those that stand there.
func (f *follower) keep(all []CoveredName) {
	f.Replace, f.Leave, f.Always = map[string]string{}, nil, nil
	for _, name := range all {
		switch {
		case name.Leave:
			f.Leave = append(f.Leave, name.Text)
		default:
			f.Replace[name.Text] = name.Instead
			if name.Always {
				f.Always = append(f.Always, name.Text)
			}
		}
	}
}

// decided is what was kept, as decisions.
func (f *follower) decided() []NameCover {
	var all []NameCover
	for _, name := range sortedKeys(f.Replace) {
		all = append(all, NameCover{Text: name, Instead: f.Replace[name], Always: slices.Contains(f.Always, name)})
	}
	for _, name := range f.Leave {
		all = append(all, NameCover{Text: name, Leave: true})
	}
	return all
}

// ownText writes one of Cairn's own fields.
func (b *batch) ownText(a improve.Artifact, key improve.FieldKey, text string) error {
	return b.ownValue(a, key, improve.TextValue(text))
}

func (b *batch) ownValue(a improve.Artifact, key improve.FieldKey, value improve.Value) error {
	body, err := improve.EncodeValue(value)
	if err != nil {
		return err
	}
	_, err = b.add(a.Space, improve.Header{
		Type: improve.SetEvent, Object: a.ID, Kind: a.Kind, Field: key, Over: a.Register(key, improve.RowID{}).Dots(),
	}, body)
	return err
}

// carried tells how far each log of an artifact goes. Events of one log come in
// its order, so what is beyond came later.
func carried(a improve.Artifact) map[string]uint64 {
	seen := map[string]uint64{}
	eachRegister(a, a, func(_ improve.Header, r improve.Register) {
		for _, v := range r.Live {
			log := v.Dot.Log.String()
			seen[log] = max(seen[log], v.Dot.Seq)
		}
	})
	return seen
}

// eachRegister visits the registers that follow: fields, rows and links of an
// artifact, those too that only its copy still shows. What is Cairn's own is left out.
func eachRegister(a, copied improve.Artifact, visit func(improve.Header, improve.Register)) {
	for _, key := range a.FieldKeys() {
		if !strings.HasPrefix(string(key), "~") {
			visit(improve.Header{Type: improve.SetEvent, Field: key}, a.Register(key, improve.RowID{}))
		}
	}
	for _, key := range a.ListKeys() {
		if strings.HasPrefix(string(key), "~") { // photos: what they show was not asked about
			continue
		}
		var rows []improve.RowID
		for _, row := range append(a.Rows(key), copied.Rows(key)...) {
			if !slices.Contains(rows, row.ID) {
				rows = append(rows, row.ID)
				visit(improve.Header{Type: improve.SetEvent, Field: key, Row: row.ID}, a.Register(key, row.ID))
			}
		}
	}
	var links []improve.Link
	for _, link := range append(a.Links(), copied.Links()...) {
		if !slices.ContainsFunc(links, func(l improve.Link) bool { return l.Rel == link.Rel && l.Target == link.Target }) {
			links = append(links, link)
			visit(improve.Header{Type: improve.LinkEvent, Rel: link.Rel, Target: link.Target}, a.LinkRegister(link.Rel, link.Target))
		}
	}
}

// keepInStep carries what this batch changed over to the copies that follow.
func (b *batch) keepInStep() error {
	if len(b.written) == 0 {
		return nil
	}
	all, err := b.followers()
	if err != nil || !slices.ContainsFunc(all, func(f follower) bool { return b.written[f.Original] }) {
		return err
	}
	finder, err := b.j.finder(b.ctx)
	if err != nil {
		return err
	}
	for i := range all {
		if b.written[all[i].Original] {
			if err := b.carry(&all[i], finder); err != nil {
				return err
			}
		}
	}
	return b.keepFollowers(all)
}

// carry writes what is new on a page into its copy. A text that somebody else
// wrote there stays beside it; what may not go there stays where it is.
func (b *batch) carry(f *follower, finder names.Finder) error {
	a, err := b.artifact(f.Original)
	if err != nil || a.Retired() {
		return err
	}
	copied, err := b.artifact(f.Copy)
	if improve.CodeOf(err) == improve.NotFound {
		return nil
	}
	if err != nil || copied.Retired() {
		return err
	}
	var failed error
	wrote := false
	eachRegister(a, copied, func(header improve.Header, r improve.Register) {
		if failed != nil || !slices.ContainsFunc(r.Live, func(v improve.Version) bool { return v.Dot.Seq > f.Seen[v.Dot.Log.String()] }) {
			return
		}
		done, err := b.carryOne(f, copied, header, r.Live[0].Value, finder)
		wrote = wrote || done
		if improve.CodeOf(err) != improve.Denied { // no right to write there any more
			failed = err
		}
	})
	if failed != nil {
		return failed
	}
	f.Seen = carried(a)
	if !wrote {
		return nil
	}
	return b.ownText(copied, improve.FollowsKey, versionOf(a))
}

func (b *batch) carryOne(f *follower, copied improve.Artifact, header improve.Header, value improve.Value, finder names.Finder) (bool, error) {
	kind := b.j.catalog.Kind(copied.Kind)
	covers, err := f.without(kind, header, value, finder)
	if err != nil {
		return false, err
	}
	value = mapTexts(kind, header, value, covers.words)
	there := copied.Register(header.Field, header.Row)
	if header.Type == improve.LinkEvent {
		there = copied.LinkRegister(header.Rel, header.Target)
	}
	if shown, ok := there.Shown(); ok && len(there.Live) == 1 && shown.Value.Equal(value) {
		return false, nil
	}
	header.Object, header.Kind = copied.ID, copied.Kind
	for _, v := range there.Live {
		log, ok, err := b.tx.Log(v.Dot.Log)
		if err != nil {
			return false, err
		}
		if ok && log.Device == b.j.Device() && len(header.Over) < improve.MaxOver {
			header.Over = append(header.Over, v.Dot)
		}
	}
	body, err := improve.EncodeValue(value)
	if err != nil {
		return false, err
	}
	_, err = b.add(copied.Space, header, body)
	return err == nil, err
}

// without covers the names in what changed. A name that came after the question
// before sharing is covered, too: nobody was asked about it.
func (f *follower) without(kind *improve.Kind, header improve.Header, value improve.Value, finder names.Finder) (*coverer, error) {
	c := newCoverer(finder, f.decided())
	mapTexts(kind, header, value, func(text string) string {
		c.read(text)
		return text
	})
	if err := c.choose(); err != nil {
		return nil, err
	}
	f.keep(c.names)
	return c, nil
}
