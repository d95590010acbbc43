package improve

import "slices"

// Reworded gives the artifact as it would read in other words: change is asked
// about every version that stands, and about every comment, and gives what is to
// stand there instead. It is to be read and never recorded; a itself stays as it is.
func (a Artifact) Reworded(change func(Header, Value) Value) Artifact {
	if a.folded == nil {
		return a
	}
	reworded := &folded{logs: a.folded.logs, whole: a.folded.whole, comments: len(a.comments)}
	for _, register := range a.folded.each() {
		header := Header{Type: SetEvent, Field: register.Key.Field, Row: RowID(register.Key.ID)}
		if register.Key.Rel != "" {
			header = Header{Type: LinkEvent, Rel: register.Key.Rel, Target: ArtifactID(register.Key.ID)}
		}
		register.Live = slices.Clone(register.Live)
		for i := range register.Live {
			register.Live[i].Value = change(header, register.Live[i].Value)
		}
		reworded.registers = append(reworded.registers, register)
	}
	a.folded, a.comments = reworded, slices.Clone(a.comments)
	for i := range a.comments {
		comment := &a.comments[i]
		comment.Text = change(Header{Type: CommentEvent, Row: comment.ID}, TextValue(comment.Text)).Text
	}
	return a
}
