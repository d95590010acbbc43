package app

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// QuarantinedLog is what waits of one log: events that its device wrote beyond
// what an owner had seen when taking access away. They are kept and passed on,
// and count nothing until an owner accepts them.
type QuarantinedLog struct {
	Space   improve.SpaceID
	Log     improve.LogID
	Device  improve.DeviceID
	Person  string
	Laptop  string
	Events  int
	Since   time.Time // when the first of them was written, by that laptop's clock
	Rights  bool      // they change who is in the space
	Removal AccessChange
	Titles  []string // of pages that they are about, at most sampleTitles; owners are told, and who wrote it
}

// AccessChange says who took access away, when, and what was left.
type AccessChange struct {
	By     improve.DeviceID
	Name   string // the person's
	At     time.Time
	Access improve.AccessLevel
}

// Limits of what Quarantined looks at, so that a laptop which floods a space
// after its removal costs little.
const (
	sampleTitles = 3
	sampleEvents = 2_000
)

// Quarantined tells what waits in a space, log by log in the order of their ids.
func (j *Journal) Quarantined(ctx context.Context, id improve.SpaceID) ([]QuarantinedLog, error) {
	space, err := j.store.Space(ctx, id)
	if err != nil {
		return nil, err
	}
	logs, err := j.store.Logs(ctx, id)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(logs, func(a, b improve.Log) int { return improve.Dot{Log: a.ID}.Compare(improve.Dot{Log: b.ID}) })
	var waiting []QuarantinedLog
	for _, log := range logs {
		pieces := space.Waiting(log)
		if len(pieces) == 0 {
			continue
		}
		found := j.describeWaiting(space, log, pieces)
		if err := j.lookInto(ctx, space, pieces, &found); err != nil {
			return nil, err
		}
		if found.Events > 0 {
			waiting = append(waiting, found)
		}
	}
	return waiting, nil
}

func (j *Journal) describeWaiting(space improve.Space, log improve.Log, pieces []improve.WaitingPiece) QuarantinedLog {
	member, _ := space.Member(log.Device)
	removal := pieces[0].Acceptances[0]
	by, _ := space.Member(removal.By)
	return QuarantinedLog{
		Space: space.ID, Log: log.ID, Device: log.Device, Person: member.Name, Laptop: member.Laptop, Rights: log.Stream == improve.Auth,
		Removal: AccessChange{By: removal.By, Name: by.Name, At: removal.At.Time(), Access: removal.Level},
	}
}

// lookInto counts what waits and reads some of it. A piece of which nothing
// counts is only counted; where a guest's comments count, each event is asked
// for, up to the limit.
func (j *Journal) lookInto(ctx context.Context, space improve.Space, pieces []improve.WaitingPiece, found *QuarantinedLog) error {
	told := space.Access(j.Device()) >= improve.Owner || found.Device == j.Device()
	read := 0
	for _, piece := range pieces {
		events, err := j.firstOf(ctx, piece.LogRange, sampleEvents-read)
		if err != nil {
			return err
		}
		read += len(events)
		void := int(piece.To-piece.After) - len(events)
		for _, e := range events {
			if e.Header.Type == improve.OpenEvent || space.Accepts(found.Device, e) {
				continue
			}
			void++
			if found.Since.IsZero() {
				found.Since = e.Header.Stamp.Time()
			}
			if told && len(found.Titles) < sampleTitles {
				j.addTitle(ctx, e, found)
			}
		}
		found.Events += void
	}
	return nil
}

// firstOf gives the first events of a piece, at most so many.
func (j *Journal) firstOf(ctx context.Context, piece improve.LogRange, most int) ([]improve.Event, error) {
	var events []improve.Event
	for piece.After < piece.To && len(events) < most {
		segment, err := j.store.Segment(ctx, piece)
		if err != nil {
			return nil, err
		}
		if len(segment.Events) == 0 {
			break
		}
		for _, e := range segment.Events {
			if e.Seq <= piece.To && len(events) < most {
				events = append(events, e)
			}
		}
		piece.After = segment.Events[len(segment.Events)-1].Seq
	}
	return events, nil
}

// addTitle notes what an event is about: the title that it writes, else that
// of its page, if the page is here.
func (j *Journal) addTitle(ctx context.Context, e improve.Event, found *QuarantinedLog) {
	var title string
	if e.Header.Type == improve.SetEvent && e.Header.Field == improve.TitleKey {
		title = improve.DecodeValue(e.Body).Text
	} else if a, err := j.store.Artifact(ctx, e.Header.Object); err == nil {
		title = a.Title()
	}
	if title != "" && !slices.Contains(found.Titles, title) {
		found.Titles = append(found.Titles, title)
	}
}

// maxAcceptances bounds what Accept writes for one log: each removal of a
// device needs one, and nobody removes a device more often.
const maxAcceptances = 256

// Accept takes in all that waits of a log, as far as it is here: it counts from
// now on, everywhere. The device's access stays as it is, and what it writes
// after this waits again. Only owners may; an *Error NotFound when nothing waits.
func (j *Journal) Accept(ctx context.Context, spaceID improve.SpaceID, id improve.LogID) error {
	return j.update(ctx, func(b *batch) error {
		log, ok, err := b.tx.Log(id)
		if err != nil {
			return err
		}
		if !ok || log.Space != spaceID {
			return nothingWaits()
		}
		return b.accept(log)
	})
}

func (b *batch) accept(log improve.Log) error {
	for written := 0; ; {
		space, err := b.space(log.Space)
		if err != nil {
			return err
		}
		if space.Access(b.j.Device()) < improve.Owner {
			return ownersOnly(space)
		}
		pieces := space.Waiting(log)
		if len(pieces) == 0 && written == 0 {
			return nothingWaits()
		}
		if len(pieces) == 0 {
			return nil
		}
		for _, a := range pieces[0].Acceptances {
			if written++; written > maxAcceptances {
				return fmt.Errorf("accept log %s: more than %d removals", log.ID, maxAcceptances)
			}
			if _, err := b.add(log.Space, a.Header(), nil); err != nil {
				return err
			}
		}
	}
}

func nothingWaits() error {
	return &improve.Error{Code: improve.NotFound, Message: "Nothing is waiting there to be accepted.", Hint: "Look at the list again; it may have been accepted already."}
}
