package phrase

// pluralKey is the text of a translation file that names its rule of plurals.
const pluralKey = "language.plural"

// The forms that a rule gives, as the ends of keys; the key itself is formOther.
const (
	formZero  = "zero"
	formOne   = "one"
	formTwo   = "two"
	formFew   = "few"
	formMany  = "many"
	formOther = "other"
)

// PluralRules lists the names that a translation file may give its rule:
// families of languages that count alike, by the rules of the Unicode CLDR for
// whole numbers.
func PluralRules() []string {
	var names []string
	for _, rule := range families() {
		names = append(names, rule.name)
	}
	return names
}

type family struct {
	name string
	form func(n int) string
}

func families() []family {
	return []family{
		{"one-other", oneOther},    // English, German, Dutch, Spanish, Italian, Swedish, Turkish, Greek …
		{"zero-one-other", french}, // French, Portuguese of Brazil
		{"other", alwaysOther},     // Japanese, Chinese, Korean, Vietnamese, Thai, Indonesian
		{"one-few-many", russian},  // Russian, Ukrainian, Belarusian
		{"one-few-other", serbian}, // Serbian, Croatian, Bosnian
		{"polish", polish},
		{"czech", czech}, // and Slovak
		{"slovenian", slovenian},
		{"lithuanian", lithuanian},
		{"romanian", romanian},
		{"arabic", arabic},
		{"welsh", welsh},
		{"irish", irish},
	}
}

// pluralRule finds a rule by its name; an unknown one counts as English does.
func pluralRule(name string) func(n int) string {
	for _, rule := range families() {
		if rule.name == name {
			return rule.form
		}
	}
	return oneOther
}

func alwaysOther(int) string { return formOther }

func oneOther(n int) string {
	if n == 1 {
		return formOne
	}
	return formOther
}

func french(n int) string {
	if n == 0 || n == 1 {
		return formOne
	}
	return formOther
}

// between tells whether the last digits of a count lie from low to high.
func between(n, digits, low, high int) bool {
	n %= digits
	return n >= low && n <= high
}

func russian(n int) string {
	switch {
	case n%10 == 1 && n%100 != 11:
		return formOne
	case between(n, 10, 2, 4) && !between(n, 100, 12, 14):
		return formFew
	default:
		return formMany
	}
}

func serbian(n int) string {
	if form := russian(n); form != formMany {
		return form
	}
	return formOther
}

func polish(n int) string {
	switch {
	case n == 1:
		return formOne
	case between(n, 10, 2, 4) && !between(n, 100, 12, 14):
		return formFew
	default:
		return formMany
	}
}

func czech(n int) string {
	switch {
	case n == 1:
		return formOne
	case n >= 2 && n <= 4:
		return formFew
	default:
		return formOther
	}
}

func slovenian(n int) string {
	switch n % 100 {
	case 1:
		return formOne
	case 2:
		return formTwo
	case 3, 4:
		return formFew
	default:
		return formOther
	}
}

func lithuanian(n int) string {
	switch {
	case between(n, 100, 11, 19) || n%10 == 0:
		return formOther
	case n%10 == 1:
		return formOne
	default:
		return formFew
	}
}

func romanian(n int) string {
	switch {
	case n == 1:
		return formOne
	case n == 0 || between(n, 100, 1, 19):
		return formFew
	default:
		return formOther
	}
}

func arabic(n int) string {
	switch {
	case n == 0:
		return formZero
	case n == 1:
		return formOne
	case n == 2:
		return formTwo
	case between(n, 100, 3, 10):
		return formFew
	case between(n, 100, 11, 99):
		return formMany
	default:
		return formOther
	}
}

func welsh(n int) string {
	forms := map[int]string{0: formZero, 1: formOne, 2: formTwo, 3: formFew, 6: formMany}
	if form, ok := forms[n]; ok {
		return form
	}
	return formOther
}

func irish(n int) string {
	switch {
	case n == 1:
		return formOne
	case n == 2:
		return formTwo
	case n >= 3 && n <= 6:
		return formFew
	case n >= 7 && n <= 10:
		return formMany
	default:
		return formOther
	}
}
