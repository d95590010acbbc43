package main

import (
	"fmt"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

type redactCommand struct {
	IDs     []string `arg:"" name:"id" help:"The pages."`
	Field   string   `help:"Only this field of each; default: all that is written there." placeholder:"F"`
	Comment string   `help:"Only this comment; see \"cairnctl show\"." placeholder:"ID"`
	Reason  string   `help:"Why, in words that everybody may read." required:"" placeholder:"R"`
}

func (c *redactCommand) run(s *session) error {
	what, err := c.what()
	if err != nil {
		return err
	}
	journal, err := s.journal()
	if err != nil {
		return err
	}
	done, err := journal.Redact(s.ctx, what, c.Reason)
	if err != nil {
		return err
	}
	if _, err := journal.CleanBackups(s.ctx, s.laptop.Dir); err != nil {
		return err
	}
	spread, err := s.spread(journal, what, done)
	if err != nil {
		return err
	}
	object := map[string]any{"redacted": done.Texts, "confirmed": len(spread.Done), "of": spread.Of()}
	if len(spread.Waiting) > 0 {
		object["waiting"] = seenObjects(spread.Waiting)
	}
	if done.Left > 0 {
		object["left"], object["left_to"] = done.Left, done.LeftTo
	}
	if len(done.Earlier) > 0 {
		earlier := make([]string, len(done.Earlier))
		for i, id := range done.Earlier {
			earlier[i] = id.String()
		}
		object["earlier"] = earlier
	}
	words := fmt.Sprintf("Erased %s for good", counted(done.Texts, "text", "texts"))
	if done.Texts == 0 {
		words = "Nothing was left to erase; it is gone"
	}
	where := fmt.Sprintf(", on %d of %d laptops so far.", len(spread.Done), spread.Of())
	if spread.Of() == 0 {
		where = ", on this laptop."
	}
	if len(done.Earlier) > 0 {
		where += " An earlier copy that came with a backup still holds such words; erase them there too."
	}
	return s.print(object, "%s%s", words, where)
}

// what reads which texts must go.
func (c *redactCommand) what() ([]app.Erase, error) {
	if c.Field != "" && c.Comment != "" {
		return nil, usage("give --field or --comment, not both")
	}
	comment, err := improve.ParseRowID(c.Comment)
	if c.Comment == "" {
		comment, err = improve.RowID{}, nil
	}
	if err != nil {
		return nil, &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("%q is not the id of a comment.", c.Comment), Hint: "Copy it from \"cairnctl show --json\".", Err: err}
	}
	what := make([]app.Erase, len(c.IDs))
	for i, text := range c.IDs {
		id, err := improve.ParseArtifactID(text)
		if err != nil {
			return nil, err
		}
		what[i] = app.Erase{Page: id, Field: improve.FieldKey(c.Field), Comment: comment}
	}
	return what, nil
}

// spread tells where it is done. What was erased before needs no new event:
// then it is told of those that did it.
func (s *session) spread(journal *app.Journal, what []app.Erase, done app.Erased) (app.Spread, error) {
	if len(done.Removed) > 0 {
		return journal.ErasedOn(s.ctx, done.Removed)
	}
	for _, one := range what {
		spread, ok, err := journal.ErasedFrom(s.ctx, one.Page)
		if err != nil || ok {
			return spread, err
		}
	}
	return app.Spread{}, nil
}

func seenObjects(laptops []app.SeenLaptop) []map[string]any {
	objects := make([]map[string]any, len(laptops))
	for i, laptop := range laptops {
		objects[i] = map[string]any{"device": laptop.Device.String(), "person": laptop.Name, "laptop": laptop.Laptop}
		if !laptop.LastSeen.IsZero() {
			objects[i]["last_seen"] = laptop.LastSeen.UTC().Format(time.RFC3339)
		}
	}
	return objects
}
