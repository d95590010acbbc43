package names

import "strings"

// Sentence gives the sentence of a text in which something was found.
func Sentence(text string, one Found) string {
	start := strings.LastIndexAny(text[:one.Start], ".!?\n") + 1
	end := len(text)
	if stop := strings.IndexAny(text[one.End:], ".!?\n"); stop >= 0 {
		end = one.End + stop
		if text[end] != '\n' {
			end++
		}
	}
	return strings.TrimSpace(text[start:end])
}
