package chart

import (
	"fmt"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// invalid makes the error of input that breaks a rule: the hint says what to
// do, the message and its arguments what is wrong.
func invalid(hint, message string, args ...any) error {
	return &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf(message, args...), Hint: hint}
}

// joined lists names for a sentence.
func joined[T ~string](names []T) string {
	words := make([]string, len(names))
	for i, name := range names {
		words[i] = string(name)
	}
	return strings.Join(words, ", ")
}
