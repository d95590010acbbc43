package app

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// Words around the name of a school in the comment that tells an author who
// took a page. They are part of what is recorded: never change them.
const (
	takenBefore = "Taken to "
	takenAfter  = ", to work with it there."
)

// Take copies somebody else's page, or a project with all below it, into a
// space of one's own; zero means one's school. The copy says what it was
// adapted from and as of when. Comments stay where they were written. With
// tell, a comment lets the author know, where one may comment.
func (j *Journal) Take(ctx context.Context, id improve.ArtifactID, to improve.SpaceID, tell bool) (improve.ArtifactID, error) {
	var copied improve.ArtifactID
	err := j.update(ctx, func(b *batch) error {
		me, err := b.me()
		if err != nil {
			return err
		}
		if to.IsZero() {
			to = me.School
		}
		if to.IsZero() {
			to = me.Personal
		}
		m, err := b.share(Sharing{ID: id, To: to, take: true})
		if err != nil {
			return err
		}
		copied = m.ids[id]
		a, err := b.artifact(id)
		if err != nil {
			return err
		}
		if err := b.tx.SetSetting(originSeenKey(copied), seenText(a)); err != nil {
			return err
		}
		if !tell {
			return nil
		}
		return b.tellTaken(id, to, me)
	})
	return copied, err
}

func (b *batch) tellTaken(id improve.ArtifactID, to improve.SpaceID, me Me) error {
	a, err := b.artifact(id)
	if err != nil {
		return err
	}
	from, err := b.space(a.Space)
	if err != nil || !from.Access(b.j.Device()).Allows(improve.CommentEvent) {
		return err
	}
	school, err := b.space(to)
	if err != nil {
		return err
	}
	name := school.Name
	if school.Genesis.Kind == improve.PersonalSpace || name == "" {
		name = me.Name
	}
	body, err := improve.EncodeValue(improve.TextValue(takenBefore + name + takenAfter))
	if err != nil {
		return err
	}
	_, err = b.add(a.Space, improve.Header{Type: improve.CommentEvent, Object: id, Kind: a.Kind, Row: b.j.ids.Row()}, body)
	return err
}

// TakenBy gives who took a page to work with it, each once: the schools that
// said so in a comment.
func TakenBy(a improve.Artifact) []string {
	var schools []string
	for _, c := range a.Comments() {
		name, ok := strings.CutPrefix(c.Text, takenBefore)
		if !ok {
			continue
		}
		if name, ok = strings.CutSuffix(name, takenAfter); ok && !slices.Contains(schools, name) {
			schools = append(schools, name)
		}
	}
	return schools
}

// Origin is what a page was copied from.
type Origin struct {
	Artifact improve.ArtifactID
	Visible  bool      // the original is on this laptop
	Moved    bool      // the original moved here: this is the page itself
	Backup   bool      // the original came with a backup: this is the page to go on with
	Title    string    // of the original as it is now; "" when it is not here
	Space    string    // the name of its space; "" when it is not here
	AsOf     time.Time // when the original was last changed before it was copied
	Changes  []OriginChange
}

// OriginChange is something that was written at the original since the copy was made.
type OriginChange struct {
	Field       improve.FieldKey
	Row         improve.RowID
	Theirs, Own improve.Value // as it stands there and here now
}

// originSeenKey names the setting up to when the news at an original were read.
func originSeenKey(copied improve.ArtifactID) string { return "origin-seen." + copied.String() }

// OriginOf tells what a page was copied from and what is new there; ok is
// false for a page that is no copy.
func (j *Journal) OriginOf(ctx context.Context, a improve.Artifact) (origin Origin, ok bool, err error) {
	v, _ := a.Register(improve.OriginKey, improve.RowID{}).Shown()
	id, err := improve.ParseArtifactID(v.Value.Cells[originArtifact])
	if err != nil {
		return Origin{}, false, nil
	}
	origin.Artifact = id
	origin.AsOf, _ = time.Parse(versionLayout, v.Value.Cells[originVersion]) // zero where a newer version wrote it otherwise
	from, err := j.store.Artifact(ctx, id)
	if improve.CodeOf(err) == improve.NotFound {
		return origin, true, nil
	}
	if err != nil {
		return origin, true, err
	}
	space, err := j.store.Space(ctx, from.Space)
	if err != nil {
		return origin, true, err
	}
	moved, _ := from.MovedTo()
	origin.Moved = moved == a.ID
	origin.Backup = j.isLeft(space)
	origin.Visible, origin.Title, origin.Space = true, from.Title(), space.Name
	seen, err := j.store.Setting(ctx, originSeenKey(a.ID))
	if err != nil {
		return origin, true, err
	}
	read := map[string]uint64{}
	fresh := func(v improve.Version) bool { return v.Dot.Seq > read[v.Dot.Log.String()] }
	if json.Unmarshal([]byte(seen), &read) != nil { // the copy was made on another laptop
		fresh = func(v improve.Version) bool { return v.Stamp.Time().Truncate(time.Millisecond).After(origin.AsOf) }
	}
	origin.Changes = changesOf(from, a, fresh)
	return origin, true, nil
}

// seenText keeps how far the logs of an original had been read.
func seenText(original improve.Artifact) string {
	text, err := json.Marshal(carried(original))
	if err != nil {
		return "" // a map of texts and numbers can be written
	}
	return string(text)
}

// changesOf gives what is fresh at an original and differs from its copy.
func changesOf(from, copied improve.Artifact, fresh func(improve.Version) bool) []OriginChange {
	var changes []OriginChange
	eachRegister(from, copied, func(header improve.Header, r improve.Register) {
		theirs, ok := r.Shown()
		own, _ := copied.Register(header.Field, header.Row).Shown()
		if header.Type != improve.SetEvent || !ok || !fresh(theirs) || theirs.Value.Equal(own.Value) {
			return
		}
		changes = append(changes, OriginChange{Field: header.Field, Row: header.Row, Theirs: theirs.Value, Own: own.Value})
	})
	return changes
}

// SeenOrigin remembers, on this laptop, that the news at the original were read.
func (j *Journal) SeenOrigin(ctx context.Context, copied improve.Artifact) error {
	origin, ok, err := j.OriginOf(ctx, copied)
	if err != nil || !ok || !origin.Visible {
		return err
	}
	from, err := j.store.Artifact(ctx, origin.Artifact)
	if err != nil {
		return err
	}
	if err := j.store.SetSetting(ctx, originSeenKey(copied.ID), seenText(from)); err != nil {
		return err
	}
	j.signals.fire()
	return nil
}
