package ui

import "strings"

// mostDiffWords bounds the comparison, whose cost grows with the square of the
// words; two longer texts are shown without marks.
const mostDiffWords = 600

// markedWord is a word, and whether the other text has it not.
type markedWord struct {
	text    string
	differs bool
	newline bool // ends a line; text is empty
}

// markDifferences gives the words of a text and marks those that stand not in
// the longest run of words that both texts share in the same order.
func markDifferences(text, other string) []markedWord {
	words := splitWords(text)
	if len(words) == 0 {
		return nil
	}
	against := splitWords(other)
	shared := sharedWords(words, against)
	marked := make([]markedWord, len(words))
	for i, word := range words {
		marked[i] = markedWord{text: word, differs: !shared[i]}
		if word == "\n" {
			marked[i] = markedWord{newline: true}
		}
	}
	return marked
}

func splitWords(text string) []string {
	var words []string
	for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
		if i > 0 {
			words = append(words, "\n")
		}
		words = append(words, strings.Fields(line)...)
	}
	return words
}

// sharedWords tells of each word whether it belongs to the longest common subsequence.
func sharedWords(words, other []string) []bool {
	shared := make([]bool, len(words))
	if len(words) > mostDiffWords || len(other) > mostDiffWords {
		for i := range shared {
			shared[i] = true
		}
		return shared
	}
	length := make([][]int, len(words)+1)
	for i := range length {
		length[i] = make([]int, len(other)+1)
	}
	for i := len(words) - 1; i >= 0; i-- {
		for j := len(other) - 1; j >= 0; j-- {
			if words[i] == other[j] {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	for i, j := 0, 0; i < len(words) && j < len(other); {
		switch {
		case words[i] == other[j]:
			shared[i] = true
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
	return shared
}
