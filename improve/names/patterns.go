package names

import (
	"regexp"
	"strings"
)

var (
	email = regexp.MustCompile(`[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+`)
	phone = regexp.MustCompile(`(?:\+\d{1,3}[ .\-]?)?(?:\(\d{2,4}\)|\b\d{2,4})[ .\-]\d{3,4}[ .\-]\d{3,4}\b|\b0\d{3,4}[ /\-]\d{6,7}\b|\b0\d{9,10}\b|\+\d{8,14}\b|\b0\d(?: \d\d){4}\b`)
	// A date is a birthday only when the text says so: most dates are of lessons.
	birthday = regexp.MustCompile(`(?i)\b(?:born\b|birthday\b|birth\b|dob\b|d\.o\.b\.)[^.\n]{0,20}?(\d{1,4}[./\-]\d{1,2}[./\-]\d{1,4}|\d{1,2} [a-z]+ \d{4}|[a-z]+ \d{1,2},? \d{4})`)
	number   = regexp.MustCompile(`(?i)\b(?:id|number|no\.?|nr\.?|upn|uln|student|pupil|admission)[ #:.]{1,3}([a-z]{0,2}\d{5,13}[a-z]?)\b|#(\d{5,12})\b`)
	// A handle is what people call themselves elsewhere.
	handle = regexp.MustCompile(`(?:^|[^\p{L}\p{N}._@])(@\p{L}[\p{L}\p{N}_.]*[\p{L}\p{N}_])`)
)

// patterns finds what has a form of its own.
func patterns(text string) []Found {
	var found []Found
	add := func(sort Sort, start, end int) {
		found = append(found, Found{Start: start, End: end, Text: text[start:end], Sort: sort})
	}
	for _, at := range email.FindAllStringIndex(text, -1) {
		if box, _, _ := strings.Cut(text[at[0]:at[1]], "@"); !shared(box) {
			add(Email, at[0], at[1])
		}
	}
	for _, at := range handle.FindAllStringSubmatchIndex(text, -1) {
		if !familiar(fold(text[at[2]+1 : at[3]])) {
			add(Number, at[2], at[3])
		}
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

// shared tells that an address is an office's, not a person's: "info@", "year.9@".
func shared(box string) bool {
	for _, part := range strings.FieldsFunc(fold(box), func(r rune) bool { return strings.ContainsRune(".-_+0123456789", r) }) {
		if !mailbox[part] && !familiar(part) {
			return false
		}
	}
	return true
}

var mailbox = set(`info admin admissions enquiries office reception contact hello support hr it noreply attendance`)
