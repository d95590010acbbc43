package main

import "testing"

func TestRaise_AQuestionGoesToTheBuddySchoolAndItsAnswerComesBack(t *testing.T) {
	p := newPair(t)
	barrier := p.north.add("barrier", "Every slip is copied twice")
	before := p.north.digest(p.space)
	preview := p.north.all("raise", barrier, "--to", p.space, "--person", "bea", "--title", "May we see your stamp?", "--with", "--preview")
	want(t, "lines of the preview", len(preview), 2)
	want(t, "pages that would go", number(preview[0], "pages"), 1)
	want(t, "who would read", text(preview[0]["readers"].([]any)[0].(object), "name"), "Bea")
	want(t, "after a preview", p.north.digest(p.space), before)

	id := text(p.north.one("raise", barrier, "--to", p.space, "--person", "Bea", "--title", "May we see your stamp?", "--why", "Nine wait.", "--type", "help", "--with"), "id")

	p.south.arrives(id)
	p.agree()
	waiting := p.south.one("raised")
	want(t, "question", text(waiting, "title"), "May we see your stamp?")
	want(t, "by", text(waiting, "by"), "Ada")
	want(t, "for Bea", waiting["for_me"], any(true))
	along := waiting["came_along"].([]any)
	want(t, "pages that came along", len(along), 1)
	want(t, "the page that came along", p.south.field(along[0].(string), "title"), any("Every slip is copied twice"))
	p.south.one("edit", id, "--set", "state=done", "--set", "reason=It is on its way.")
	p.agree()
	want(t, "questions that wait at South", len(p.south.all("raised")), 0)
	answered := p.north.one("raised", barrier)
	want(t, "answer", text(answered, "answer"), "It is on its way.")
	want(t, "told", answered["told"], any(false))
	want(t, "told, once heard", p.north.one("raised", "--heard", id)["told"], any(true))
	p.line.stop()
	p.buddy.stop()
}

func TestRaise_SaysWhatIsWrong(t *testing.T) {
	p := newPair(t)
	barrier := p.north.add("barrier", "Every slip is copied twice")
	school := text(p.north.all("spaces")[1], "space")

	p.north.fails(exitFailed, "There are Bea", "raise", barrier, "--to", p.space, "--person", "Cem", "--title", "Who has a stamp?")
	p.north.fails(exitFailed, "Nothing can be asked in that space", "raise", barrier, "--to", school, "--title", "Who has a stamp?")
	p.north.fails(exitUsage, "--title", "raise", barrier, "--to", p.space)
	p.north.fails(exitUsage, "--type", "raise", barrier, "--to", p.space, "--title", "?", "--type", "wish")
	p.line.stop()
	p.buddy.stop()
}
