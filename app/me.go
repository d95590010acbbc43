package app

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// Keys of the settings that say who uses this device. They are local: another
// device of the same person has its own.
const (
	settingName         = "me.name"
	settingLaptop       = "me.laptop"
	settingRole         = "me.role"
	settingPerson       = "me.person"
	settingOrganisation = "me.organisation"
	settingSchool       = "me.school"
	settingPersonal     = "me.personal"
)

// Me is who uses this device and where their things are kept.
type Me struct {
	Name         string
	Laptop       string
	Role         string
	Person       improve.ArtifactID
	Organisation improve.ArtifactID // zero for somebody without a school
	School       improve.SpaceID    // zero for somebody without a school
	Personal     improve.SpaceID
}

// Newcomer is what a person tells at the first start.
type Newcomer struct {
	Name     string // required
	School   string // the organisation's name; "" for none
	Type     string // an option of organisation's type; "" means school
	Role     string // an option of role's role; "" for none
	Laptop   string // "" means the computer's own name
	OwnCards bool   // also writes the role as an artifact
}

// ErrNoOne is what Me gives before Begin: nobody has said who they are.
var errNoOne = &improve.Error{Code: improve.NotFound, Message: "This folder has no one's work yet.", Hint: "Start with \"cairnctl init --name YOUR-NAME\" or open Cairn."}

// Me tells who uses this device; an *Error NotFound before Begin.
func (j *Journal) Me(ctx context.Context) (Me, error) {
	read := func(key string) string {
		value, err := j.store.Setting(ctx, key)
		if err != nil {
			return ""
		}
		return value
	}
	me := Me{Name: read(settingName), Laptop: read(settingLaptop), Role: read(settingRole)}
	var err error
	if me.Personal, err = improve.ParseSpaceID(read(settingPersonal)); err != nil {
		return Me{}, errNoOne
	}
	if me.Person, err = improve.ParseArtifactID(read(settingPerson)); err != nil {
		return Me{}, errNoOne
	}
	me.Organisation, _ = improve.ParseArtifactID(read(settingOrganisation)) // absent for somebody without a school
	me.School, _ = improve.ParseSpaceID(read(settingSchool))
	return me, nil
}

// Begin records who uses this device: the personal space, the person, and with
// a school its space and organisation. It happens once.
func (j *Journal) Begin(ctx context.Context, n Newcomer) (Me, error) {
	if _, err := j.Me(ctx); err == nil {
		return Me{}, &improve.Error{Code: improve.Invalid, Message: "This folder already belongs to someone.", Hint: "Use another folder, or go on with this one."}
	}
	n.Name, n.School = strings.TrimSpace(n.Name), strings.TrimSpace(n.School)
	if n.Name == "" {
		return Me{}, &improve.Error{Code: improve.Invalid, Field: "name", Message: "Your name is empty.", Hint: "Write the name by which your colleagues know you."}
	}
	if n.Laptop == "" {
		n.Laptop, _ = os.Hostname() // a nameless computer is called after its owner below
	}
	if n.Laptop == "" {
		n.Laptop = n.Name + "'s laptop"
	}
	me := Me{Name: n.Name, Laptop: n.Laptop, Role: n.Role}
	err := j.update(ctx, func(b *batch) error { return b.begin(n, &me) })
	if err != nil {
		return Me{}, err
	}
	return me, j.remember(ctx, me)
}

func (b *batch) begin(n Newcomer, me *Me) error {
	var err error
	me.Person = b.j.ids.Artifact()
	if me.Personal, err = b.found(*me, NewSpace{Kind: improve.PersonalSpace, Name: n.Name}); err != nil {
		return err
	}
	home := me.Personal
	links := []NewLink{}
	if n.School != "" {
		if home, err = b.beginSchool(n, me); err != nil {
			return err
		}
		links = append(links, NewLink{Rel: "organisation", Target: me.Organisation})
	}
	_, err = b.create(NewArtifact{
		ID: me.Person, Kind: "person", Space: home,
		Fields: map[improve.FieldKey]string{improve.TitleKey: n.Name}, Links: links,
	})
	if err != nil || n.Role == "" {
		return err
	}
	links = append(links, NewLink{Rel: "person", Target: me.Person})
	_, err = b.create(NewArtifact{Kind: "role", Space: home, Fields: map[improve.FieldKey]string{"role": n.Role}, Links: links})
	return err
}

func (b *batch) beginSchool(n Newcomer, me *Me) (improve.SpaceID, error) {
	if n.Type == "" {
		n.Type = "school"
	}
	space, err := b.found(*me, NewSpace{Kind: improve.SchoolSpace, Name: n.School})
	if err != nil {
		return improve.SpaceID{}, err
	}
	me.School = space
	me.Organisation, err = b.create(NewArtifact{
		Kind: "organisation", Space: space,
		Fields: map[improve.FieldKey]string{improve.TitleKey: n.School, "type": n.Type},
	})
	return space, err
}

// remember keeps who uses this device; the personal space last, since Me goes by it.
func (j *Journal) remember(ctx context.Context, me Me) error {
	settings := [][2]string{
		{settingName, me.Name}, {settingLaptop, me.Laptop}, {settingRole, me.Role}, {settingPerson, me.Person.String()},
	}
	if !me.School.IsZero() {
		settings = append(settings, [2]string{settingSchool, me.School.String()})
	}
	if !me.Organisation.IsZero() {
		settings = append(settings, [2]string{settingOrganisation, me.Organisation.String()})
	}
	settings = append(settings, [2]string{settingPersonal, me.Personal.String()})
	for _, setting := range settings {
		if err := j.store.SetSetting(ctx, setting[0], setting[1]); err != nil {
			return fmt.Errorf("remember %s: %w", setting[0], err)
		}
	}
	return nil
}

// AdoptSchool makes a joined school space this person's own when they have
// none: "the first school joined is mine".
func (j *Journal) AdoptSchool(ctx context.Context, space improve.SpaceID) error {
	me, err := j.Me(ctx)
	if err != nil || !me.School.IsZero() {
		return err
	}
	joined, err := j.store.Space(ctx, space)
	if err != nil || joined.Genesis.Kind != improve.SchoolSpace {
		return err
	}
	return j.store.SetSetting(ctx, settingSchool, space.String())
}
