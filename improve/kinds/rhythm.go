package kinds

import (
	"strconv"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// What follows from one meeting to the next: nobody should have to copy what is
// still open.

// nextMeeting begins the meeting after one: on its day, with what was promised
// and is not done, what is not solved, and where people are stuck to talk about.
func nextMeeting(a improve.Artifact) (map[improve.FieldKey]string, map[improve.FieldKey][]map[improve.FieldKey]string) {
	fields, _ := carry("type", "type", "next", "date", "time", "time", "place", "place", "facilitator", "facilitator", "note_taker", "note_taker")(a)
	fields[improve.TitleKey] = datedTitle(a.Title(), a.Text("date"), a.Text("next"))
	var agenda []map[improve.FieldKey]string
	for _, row := range a.Rows("actions") {
		if row.Cells["what"] != "" && row.Cells["done"] != "yes" {
			agenda = append(agenda, cells("item", oneLine("Is it done? "+row.Cells["what"]), "who", row.Cells["who"]))
		}
	}
	for _, row := range a.Rows("issues") {
		if row.Cells["issue"] != "" && row.Cells["solved"] != "yes" {
			agenda = append(agenda, cells("item", oneLine("Still holds us up: "+row.Cells["issue"]), "who", row.Cells["who"]))
		}
	}
	return fields, map[improve.FieldKey][]map[improve.FieldKey]string{"agenda": agenda}
}

// nextCall begins the call after one with the same people, and with what was
// agreed and where they were stuck.
func nextCall(a improve.Artifact) (map[improve.FieldKey]string, map[improve.FieldKey][]map[improve.FieldKey]string) {
	fields, _ := carry("teams", "teams", "coach", "coach", "next", "date")(a)
	fields[improve.TitleKey] = datedTitle(a.Title(), a.Text("date"), a.Text("next"))
	var topics []string
	if agreed := strings.TrimSpace(a.Text("next_test")); agreed != "" {
		topics = append(topics, "Agreed last time: "+agreed)
	}
	if stuck := strings.TrimSpace(a.Text("stuck")); stuck != "" {
		topics = append(topics, "Stuck last time: "+stuck)
	}
	if len(topics) > 0 {
		fields["topics"] = strings.Join(topics, "\n\n")
	}
	return fields, nil
}

// datedTitle puts another day into a title that ends with the day of the page,
// as "Monday meeting, 21 September" does; any other title stays as it is.
func datedTitle(title, before, after string) string {
	was, err := time.Parse(improve.DateLayout, before)
	if err != nil {
		return title
	}
	day := func(t time.Time) string { return strconv.Itoa(t.Day()) + " " + t.Month().String() }
	head, dated := strings.CutSuffix(title, day(was))
	if !dated {
		return title
	}
	is, err := time.Parse(improve.DateLayout, after)
	if err != nil {
		return strings.TrimRight(head, " ,")
	}
	return head + day(is)
}

// teamNext is what a team does again and again.
func teamNext() []improve.Next {
	return []improve.Next{
		{Kind: "meeting", Rel: "team", Label: "Prepare a meeting", Keep: keep("organisation", "project"), Fill: teamMeeting},
		{Kind: "rock", Rel: "team", Label: "Begin a 45-day task", Keep: keep("organisation")},
		{Kind: "agreement", Rel: "team", Label: "Agree how you work together"},
		{Kind: "team-look", Rel: "team", Label: "Look where it is", Keep: keep("network")},
		{Kind: "handover", Rel: "team", Label: "Hand something over"},
	}
}

// teamMeeting chooses the kind of meeting that fits a team.
func teamMeeting(a improve.Artifact) (map[improve.FieldKey]string, map[improve.FieldKey][]map[improve.FieldKey]string) {
	kind := "team"
	if a.Text("type") == "leadership" {
		kind = "leadership"
	}
	return fixed(carry("title", "title"), "type", kind)(a)
}
