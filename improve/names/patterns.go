package names

import "regexp"

var (
	email = regexp.MustCompile(`[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+`)
	phone = regexp.MustCompile(`(?:\+\d{1,3}[ .\-]?)?(?:\(\d{2,4}\)|\b\d{2,4})[ .\-]\d{3,4}[ .\-]\d{3,4}\b`)
	// A date is a birthday only when the text says so: most dates are of lessons.
	birthday = regexp.MustCompile(`(?i)\b(?:born|birthday|birth|dob|d\.o\.b\.)\b[^.\n]{0,20}?(\d{1,4}[./\-]\d{1,2}[./\-]\d{1,4}|\d{1,2} [a-z]+ \d{4}|[a-z]+ \d{1,2},? \d{4})`)
	number   = regexp.MustCompile(`(?i)\b(?:id|number|no\.?|nr\.?|upn|student)[ #:]{1,3}(\d{5,12})\b|#(\d{5,12})\b`)
)

// patterns finds what has a form of its own.
func patterns(text string) []Found {
	var found []Found
	add := func(sort Sort, start, end int) {
		found = append(found, Found{Start: start, End: end, Text: text[start:end], Sort: sort})
	}
	for _, at := range email.FindAllStringIndex(text, -1) {
		add(Email, at[0], at[1])
	}
	for _, at := range phone.FindAllStringIndex(text, -1) {
		add(Phone, at[0], at[1])
	}
	for _, at := range birthday.FindAllStringSubmatchIndex(text, -1) {
		add(Birthday, at[2], at[3])
	}
	for _, at := range number.FindAllStringSubmatchIndex(text, -1) {
		if at[2] >= 0 {
			add(Number, at[2], at[3])
		} else {
			add(Number, at[4], at[5])
		}
	}
	return found
}
