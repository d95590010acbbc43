package app

import (
	"context"
	"errors"
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

// errNoOne is what Me gives before Begin: nobody has said who they are.
func errNoOne() error {
	return &improve.Error{Code: improve.NotFound, Message: "This folder has no one's work yet.", Hint: "Start with \"cairnctl init --name YOUR-NAME\" or open Cairn."}
}

// Me tells who uses this device; an *Error NotFound before Begin, Damaged when
// what Begin kept cannot be read.
func (j *Journal) Me(ctx context.Context) (Me, error) {
	return readMe(func(key string) (string, error) { return j.store.Setting(ctx, key) })
}

// me tells who uses this device, as this batch has it.
func (b *batch) me() (Me, error) { return readMe(b.tx.Setting) }

func readMe(setting func(key string) (string, error)) (Me, error) {
	values := map[string]string{}
	for _, key := range []string{settingName, settingLaptop, settingRole, settingPerson, settingOrganisation, settingSchool, settingPersonal} {
		value, err := setting(key)
		if err != nil {
			return Me{}, err
		}
		values[key] = value
	}
	if values[settingPersonal] == "" {
		return Me{}, errNoOne()
	}
	me := Me{Name: values[settingName], Laptop: values[settingLaptop], Role: values[settingRole]}
	var personal, person error
	me.Personal, personal = improve.ParseSpaceID(values[settingPersonal])
	me.Person, person = improve.ParseArtifactID(values[settingPerson])
	if err := errors.Join(personal, person); err != nil {
		return Me{}, &improve.Error{Code: improve.Damaged, Message: "What this folder knows of its owner cannot be read.", Hint: "Restore the latest backup into a new folder.", Err: err}
	}
	me.Organisation, _ = improve.ParseArtifactID(values[settingOrganisation]) // absent for somebody without a school
	me.School, _ = improve.ParseSpaceID(values[settingSchool])
	return me, nil
}

// CheckNewcomer finds what Begin would refuse without looking at a folder, so
// that a slip of the pen leaves none behind.
func CheckNewcomer(n Newcomer, catalog *improve.Catalog) error {
	if strings.TrimSpace(n.Name) == "" {
		return &improve.Error{Code: improve.Invalid, Field: "name", Message: "Your name is empty.", Hint: "Write the name by which your colleagues know you."}
	}
	known := func(kind improve.KindName, field improve.FieldKey, option string) error {
		k := catalog.Kind(kind)
		if option == "" || k == nil {
			return nil
		}
		return improve.CheckEdits(k, []improve.Edit{{Field: field, Value: improve.TextValue(option)}})
	}
	if err := known("organisation", "type", n.Type); err != nil {
		return err
	}
	return known("role", "role", n.Role)
}

// Begin records who uses this device: the personal space, the person, and with
// a school its space and organisation. It happens once: all of it in one
// transaction or nothing, whichever program comes first.
func (j *Journal) Begin(ctx context.Context, n Newcomer) (Me, error) {
	n.Name, n.School = strings.TrimSpace(n.Name), strings.TrimSpace(n.School)
	if err := CheckNewcomer(n, j.catalog); err != nil {
		return Me{}, err
	}
	if n.Laptop == "" {
		n.Laptop, _ = os.Hostname() // a nameless computer is called after its owner below
	}
	if n.Laptop == "" {
		n.Laptop = n.Name + "'s laptop"
	}
	me := Me{Name: n.Name, Laptop: n.Laptop, Role: n.Role}
	err := j.update(ctx, func(b *batch) error {
		if err := b.begin(n, &me); err != nil {
			return err
		}
		return b.remember(me)
	})
	if err != nil {
		return Me{}, err
	}
	return me, nil
}

func (b *batch) begin(n Newcomer, me *Me) error {
	_, err := b.me()
	if err == nil {
		return &improve.Error{Code: improve.Invalid, Message: "This folder already belongs to someone.", Hint: "Use another folder, or go on with this one."}
	}
	if improve.CodeOf(err) != improve.NotFound {
		return err
	}
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
	me.Organisation = b.j.ids.Artifact() // before the space, whose first member says where they work
	space, err := b.found(*me, NewSpace{Kind: improve.SchoolSpace, Name: n.School})
	if err != nil {
		return improve.SpaceID{}, err
	}
	me.School = space
	_, err = b.create(NewArtifact{
		ID: me.Organisation, Kind: "organisation", Space: space,
		Fields: map[improve.FieldKey]string{improve.TitleKey: n.School, "type": n.Type},
	})
	return space, err
}

// remember keeps who uses this device.
func (b *batch) remember(me Me) error {
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
		if err := b.tx.SetSetting(setting[0], setting[1]); err != nil {
			return fmt.Errorf("remember %s: %w", setting[0], err)
		}
	}
	return nil
}

// AdoptSchool makes a joined school space this person's own when they have
// none, and its organisation: "the first school joined is mine".
func (j *Journal) AdoptSchool(ctx context.Context, space improve.SpaceID) error {
	return j.update(ctx, func(b *batch) error {
		me, err := b.me()
		if err != nil || !me.School.IsZero() {
			return err
		}
		joined, err := b.space(space)
		if err != nil || joined.Genesis.Kind != improve.SchoolSpace {
			return err
		}
		founder, _ := joined.Member(joined.Genesis.Root)
		if me.Organisation.IsZero() && !founder.Organisation.IsZero() {
			if err := b.tx.SetSetting(settingOrganisation, founder.Organisation.String()); err != nil {
				return err
			}
		}
		return b.tx.SetSetting(settingSchool, space.String())
	})
}
