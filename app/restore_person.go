package app

import (
	"os"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// beginAgain makes this laptop that of the person of the backup: the same
// person, who has a page already, at the same school. Only the personal space
// is new, and the school is theirs again once an owner has let the laptop in.
func (r *restore) beginAgain() error {
	name := firstOf(r.settings[settingName], r.done.Manifest.Name, "Me")
	laptop, _ := os.Hostname() // a nameless computer is called after its owner
	me := Me{Name: name, Laptop: firstOf(laptop, name+"'s laptop"), Role: r.settings[settingRole]}
	return r.update(r.ctx, func(b *batch) error {
		if _, err := b.me(); improve.CodeOf(err) != improve.NotFound {
			return err // another program of ours was faster
		}
		organisation, _, err := r.pageOf(b, settingOrganisation)
		if err != nil {
			return err
		}
		person, space, err := r.pageOf(b, settingPerson)
		if err != nil {
			return err
		}
		me.Organisation, me.Person = organisation, person
		private := space.String() == r.settings[settingPersonal]
		if person.IsZero() || private {
			me.Person = b.j.ids.Artifact()
		}
		if me.Personal, err = b.found(me, NewSpace{Kind: improve.PersonalSpace, Name: name}); err != nil {
			return err
		}
		if person.IsZero() {
			fields := map[improve.FieldKey]string{improve.TitleKey: name}
			if _, err := b.create(NewArtifact{ID: me.Person, Kind: "person", Space: me.Personal, Fields: fields}); err != nil {
				return err
			}
		}
		return b.remember(me) // a private page is copied with the others, under this number
	})
}

// pageOf gives the page that a setting of the backup names, and where it is;
// zero where it is not here.
func (r *restore) pageOf(b *batch, setting string) (improve.ArtifactID, improve.SpaceID, error) {
	id, err := improve.ParseArtifactID(r.settings[setting])
	if err != nil {
		return improve.ArtifactID{}, improve.SpaceID{}, nil // the backup names none
	}
	page, err := b.artifact(id)
	if improve.CodeOf(err) == improve.NotFound {
		return improve.ArtifactID{}, improve.SpaceID{}, nil
	}
	return page.ID, page.Space, err
}

// withoutSelf gives the private pages that are to be copied. The page of the
// person and of the school become those that this laptop has already.
func (r *restore) withoutSelf(m *move, me Me, private []improve.Artifact) ([]improve.Artifact, error) {
	var left []improve.Artifact
	for _, a := range private {
		now := improve.ArtifactID{}
		switch a.ID.String() {
		case r.settings[settingPerson]:
			now = me.Person
		case r.settings[settingOrganisation]:
			now = me.Organisation
		}
		if now.IsZero() || now == a.ID {
			left = append(left, a)
			continue
		}
		here, err := m.artifact(now)
		switch {
		case improve.CodeOf(err) == improve.NotFound:
			m.ids[a.ID] = now
			left = append(left, a)
		case err != nil:
			return nil, err
		case !sameTitle(a, here):
			left = append(left, a)
		default:
			m.ids[a.ID] = now
			if err := r.takeUp(m, a, here); err != nil {
				return nil, err
			}
		}
	}
	return left, nil
}

func sameTitle(a, b improve.Artifact) bool {
	return strings.EqualFold(strings.TrimSpace(a.Title()), strings.TrimSpace(b.Title()))
}

// takeUp makes a page that was begun here the one to go on with in the place of
// one of the backup: it takes what it does not say itself, and says what it
// stands for. A page that this laptop may not write stays as it is.
func (r *restore) takeUp(m *move, old, now improve.Artifact) error {
	space, err := m.space(now.Space)
	if err != nil || !space.Access(r.Device()).Allows(improve.SetEvent) {
		return err
	}
	if original, as, _ := now.CopiedFrom(); original == old.ID && versionTime(as) == versionOf(old) {
		return nil
	}
	into := &move{batch: m.batch, to: now.Space, names: m.names, ids: map[improve.ArtifactID]improve.ArtifactID{old.ID: now.ID}}
	for _, key := range old.FieldKeys() {
		if now.Text(key) == "" && !ownOfCopy(key) && key != improve.RetiredKey {
			into.copyVersions(old, key, improve.RowID{}, old.Register(key, improve.RowID{}).Distinct())
		}
	}
	for _, key := range old.ListKeys() {
		if len(now.Rows(key)) > 0 {
			continue
		}
		for _, row := range old.Rows(key) {
			into.copyVersions(old, key, row.ID, row.Versions)
		}
	}
	into.setOrigin(old)
	into.out[len(into.out)-1].header.Over = now.Register(improve.OriginKey, improve.RowID{}).Dots()
	into.copyComments(old)
	if err := into.encode(); err != nil {
		return err
	}
	return into.write()
}

// goOnAs makes one person and one school of those of a shared space that came
// with the backup and those that were begun here before.
func (r *restore) goOnAs() error {
	return r.update(r.ctx, func(b *batch) error {
		me, err := b.me()
		if err != nil {
			return err
		}
		m := &move{batch: b}
		if me.Person, err = r.oneOf(m, me, settingPerson, me.Person); err != nil {
			return err
		}
		if me.Organisation, err = r.oneOf(m, me, settingOrganisation, me.Organisation); err != nil {
			return err
		}
		if err := b.remember(me); err != nil {
			return err
		}
		return b.replaced(r.done.Manifest.Device)
	})
}

// oneOf gives the page to go on with, of one that a setting of the backup names
// and one that was begun here. One that was begun here in private gives way to
// the one that colleagues know; one that is shared takes the place of the old.
func (r *restore) oneOf(m *move, me Me, setting string, now improve.ArtifactID) (improve.ArtifactID, error) {
	old, space, err := r.pageOf(m.batch, setting)
	if err != nil || old.IsZero() || old == now || space.String() == r.settings[settingPersonal] {
		return now, err
	}
	if now.IsZero() {
		return old, nil
	}
	before, err := m.artifact(old)
	if err != nil {
		return now, err
	}
	here, err := m.artifact(now)
	if improve.CodeOf(err) == improve.NotFound {
		return old, nil
	}
	if err != nil || !sameTitle(before, here) {
		return now, err
	}
	if here.Space != me.Personal {
		if m.names, err = r.commentNames(r.ctx, []improve.Artifact{before}); err != nil {
			return now, err
		}
		return now, r.takeUp(m, before, here)
	}
	kind := m.j.catalog.Kind(here.Kind)
	for _, edit := range []improve.Edit{
		{Field: improve.MovedKey, Value: improve.TextValue(old.String())}, {Field: improve.RetiredKey, Value: improve.TextValue("yes")},
	} {
		if err := m.writeEdit(kind, here, edit); err != nil {
			return now, err
		}
	}
	return old, nil
}
