package names

// Aliases are the letters that stand for names. The zero Aliases has given none.
type Aliases struct {
	taken map[string]bool
	next  int
}

// Next gives a letter that stands for nobody yet: "Student A" first.
func (a *Aliases) Next() string {
	for {
		letters := ""
		for n := a.next; ; n = n/26 - 1 {
			letters = string(rune('A'+n%26)) + letters
			if n < 26 {
				break
			}
		}
		a.next++
		if !a.taken[letters] {
			return "Student " + letters
		}
	}
}

// Instead gives what is to stand for something that was found: the next letter
// for a name, Hidden for what is no name.
func (a *Aliases) Instead(one Found) string {
	if isName(one) {
		return a.Next()
	}
	return Hidden
}

// Hidden stands where something was covered that has no letter.
const Hidden = "…"

// Skip leaves out the letters that a text uses already, so that a new "Student
// A" is not taken for the one who stands there.
func (a *Aliases) Skip(text string) {
	for _, w := range wordsOf(text) {
		if !w.alias {
			continue
		}
		if a.taken == nil {
			a.taken = map[string]bool{}
		}
		a.taken[w.text] = true
	}
}
