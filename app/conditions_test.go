package app

import "testing"

func TestLike_FitsWhatPeopleWrote(t *testing.T) {
	for _, c := range []struct {
		name, grades, text string
		like               Like
		want               bool
	}{
		{"a grade", "", "Period 2, ninth grade, 26 students, before lunch", Like{Grade: "9"}, true},
		{"another grade", "", "Period 2, ninth grade", Like{Grade: "8"}, false},
		{"a grade within two", "", "grades 6 to 8", Like{Grade: "7"}, true},
		{"a number that is no grade", "", "room 9 at 10 o'clock", Like{Grade: "9"}, false},
		{"a grade as a number", "", "Two 10th-grade classes", Like{Grade: "10"}, true},
		{"the grades of a school", "K-5", "", Like{Grade: "k"}, true},
		{"one above them", "K-5", "", Like{Grade: "6"}, false},
		{"a word for a grade", "", "Seniors whose parents work evenings", Like{Grade: "12"}, true},
		{"a size near", "", "a class of 26", Like{Size: "20"}, true},
		{"a size far", "", "240 students", Like{Size: "26"}, false},
		{"no size at all", "", "ninth grade", Like{Size: "26"}, false},
		{"a language", "", "Parents who speak Somali at home", Like{Language: "somali"}, true},
		{"another language", "", "Parents who speak Somali at home", Like{Language: "Spanish"}, false},
		{"a subject by one of its words", "", "Explaining fractions aloud", Like{Subject: "maths"}, true},
		{"a subject by its own word", "", "The woodwork shop", Like{Subject: "woodwork"}, true},
		{"another subject", "", "Explaining fractions aloud", Like{Subject: "history"}, false},
		{"a place", "", "Harbor, the old gym", Like{Place: "harbor"}, true},
		{"all of them", "", "Harbor, grade 9, maths, 24 students", Like{Grade: "9", Size: "26", Subject: "maths", Place: "Harbor"}, true},
		{"all but one", "", "Harbor, grade 9, maths, 24 students", Like{Grade: "9", Size: "26", Subject: "maths", Place: "Larkfield"}, false},
		{"nothing asked", "", "", Like{}, true},
		{"a grade that is none", "", "grade 9", Like{Grade: "ninety"}, false},
	} {
		if got := c.like.Fits(ReadConditions(c.grades, c.text)); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestConditions_NearestGradeCountsAndAllWords(t *testing.T) {
	school := ReadConditions("9 to 12", "Larkfield, half of the students come by bus")
	test := ReadConditions("", "Period 2, ninth grade").within(school)
	other := ReadConditions("", "After lunch").within(school)

	if (Like{Grade: "11"}).Fits(test) || !(Like{Grade: "11"}).Fits(other) {
		t.Error("a test of the ninth grade is none of the eleventh; one that names no grade is of its school's")
	}
	if !(Like{Place: "larkfield"}).Fits(test) {
		t.Error("a test is not found by the place of its school")
	}
}

func TestSplitLike_TakesConditionsOutOfWhatIsTyped(t *testing.T) {
	words, like := SplitLike("late grade:9 Subject:maths work: 10:30 size:26")

	if want := "late work: 10:30"; words != want {
		t.Errorf("words: got %q, want %q", words, want)
	}
	if want := (Like{Grade: "9", Subject: "maths", Size: "26"}); like != want {
		t.Errorf("conditions: got %+v, want %+v", like, want)
	}
}
