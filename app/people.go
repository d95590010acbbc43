package app

import (
	"context"

	"github.com/cairn-schools/cairn/improve"
)

// AuthorName gives the name of the person who wrote an event, as given when
// their device was admitted; "someone" when the log or the member is unknown.
func (j *Journal) AuthorName(ctx context.Context, dot improve.Dot) (string, error) {
	const unknown = "someone"
	log, ok, err := j.store.LogByID(ctx, dot.Log)
	if err != nil || !ok {
		return unknown, err
	}
	return j.DeviceName(ctx, log.Space, log.Device)
}

// DeviceName gives the name of the person whose device this is in a space.
func (j *Journal) DeviceName(ctx context.Context, spaceID improve.SpaceID, device improve.DeviceID) (string, error) {
	space, err := j.store.Space(ctx, spaceID)
	if improve.CodeOf(err) == improve.NotFound {
		return "someone", nil
	}
	if err != nil {
		return "", err
	}
	if member, ok := space.Member(device); ok && member.Name != "" {
		return member.Name, nil
	}
	return "someone", nil
}

// KnownDevice is a laptop that shares at least one space with this one.
type KnownDevice struct {
	Device improve.DeviceID
	Name   string
	Laptop string
	Self   bool
	Spaces []SharedSpace
	Remote improve.Remote // zero when never met
}

// SharedSpace is a space as another device may use it.
type SharedSpace struct {
	ID     improve.SpaceID
	Name   string
	Kind   improve.SpaceKind
	Access improve.AccessLevel
}

// Devices gives this laptop and every other that has access to one of its spaces.
func (j *Journal) Devices(ctx context.Context) ([]KnownDevice, error) {
	rows, err := j.store.Spaces(ctx)
	if err != nil {
		return nil, err
	}
	remotes, err := j.store.Remotes(ctx)
	if err != nil {
		return nil, err
	}
	places := map[improve.DeviceID]int{}
	var devices []KnownDevice
	for _, row := range rows {
		for _, member := range row.Space.Laptops() {
			at, ok := places[member.Device]
			if !ok {
				at = len(devices)
				places[member.Device] = at
				devices = append(devices, KnownDevice{Device: member.Device, Self: member.Device == j.Device()})
			}
			d := &devices[at]
			d.Name, d.Laptop = firstOf(d.Name, member.Name), firstOf(d.Laptop, member.Laptop)
			d.Spaces = append(d.Spaces, SharedSpace{ID: row.Space.ID, Name: row.Space.Name, Kind: row.Space.Genesis.Kind, Access: member.Access})
		}
	}
	for _, remote := range remotes {
		if at, ok := places[remote.Device]; ok {
			devices[at].Remote = remote
		}
	}
	return devices, nil
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}
