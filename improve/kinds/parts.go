package kinds

import (
	"strconv"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// projectRel is how nearly every kind says which project it belongs to: one
// name everywhere, so that the project page finds all that is its own.
func projectRel(back string) improve.Rel {
	return improve.Rel{
		Name:  "project",
		To:    []improve.KindName{"project"},
		Label: "Belongs to the project",
		Back:  back,
		Help:  "The project whose page shows this.",
	}
}

// placeholder sets the grey text of an empty field.
func placeholder(field improve.Field, text string) improve.Field {
	field.Placeholder = text
	return field
}

// title is the headline, the one field that a kind with a headline requires.
func title(label, help string) improve.Field {
	return improve.Field{Key: improve.TitleKey, Type: improve.Text, Label: label, Help: help, Required: true, Search: true}
}

// sureOptions answer how sure somebody is, for predictions and beliefs alike.
func sureOptions() []improve.Option {
	return []improve.Option{
		{Key: "low", Label: "It is a guess"},
		{Key: "medium", Label: "Fairly sure"},
		{Key: "high", Label: "Very sure"},
	}
}

// optionLabel gives the label of the option that a Choice field holds, the
// key itself for an option that this version does not know, "" for none.
func optionLabel(options []improve.Option, key string) string {
	for _, option := range options {
		if option.Key == key {
			return option.Label
		}
	}
	return key
}

// line joins the parts that hold something, for one line in a list.
func line(parts ...string) string {
	var kept []string
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, " · ")
}

// with puts words before and after a text, or gives "" when there is no text.
func with(before, text, after string) string {
	if text == "" {
		return ""
	}
	return before + text + after
}

// count says "1 thing to do", "3 things to do", or nothing for none.
func count(n int, one, many string) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "1 " + one
	default:
		return strconv.Itoa(n) + " " + many
	}
}
