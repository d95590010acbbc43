package kinds

import "github.com/cairn-schools/cairn/improve"

// The chain from a cause to a test and its numbers, kind by kind in the order
// of the work. The later, smaller branches stand with their own kinds.

func talkNext() []improve.Next {
	return []improve.Next{{Kind: "fishbone-cause", Rel: "seen-in", Label: "Make a cause of it", Keep: projectOnly()}} // no text: it may name a child
}

func causeNext() []improve.Next {
	return []improve.Next{
		{Kind: "fishbone-cause", Rel: "cause", Label: "Ask why once more", Keep: projectOnly(), Fill: carry("category", "category")},
		{Kind: "digraph", Rel: "cause", Label: "Compare it with other causes", Keep: projectOnly()},
		{Kind: "driver", Rel: "cause", Label: "Say what must change", Keep: projectOnly(), Fill: carry("title", "why")},
		{Kind: "change-idea", Rel: "cause", Label: "Make an idea of it", Keep: projectOnly(), Fill: carry("title", "why")},
	}
}

func brightSpotNext() []improve.Next {
	return []improve.Next{{Kind: "change-idea", Rel: "bright-spot", Label: "Make an idea of it", Keep: projectOnly(),
		Fill: fixed(carry("possible_idea", "title", "where", "source"), "origin", "bright-spot")}}
}

func aimNext() []improve.Next {
	return []improve.Next{
		{Kind: "driver", Rel: "aim", Label: "Say what must change", Keep: projectOnly(), Fill: fixed(carry(), "level", "primary")},
		{Kind: "measure", Rel: "aim", Label: "Count it", Keep: projectOnly(),
			Fill: fixed(carry("what", "title", "unit", "unit", "baseline", "baseline", "target", "target", "by", "target_by"), "type", "outcome")},
	}
}

func driverNext() []improve.Next {
	return []improve.Next{
		{Kind: "driver", Rel: "driver", Label: "Say how it changes", Keep: projectOnly(), Fill: fixed(carry(), "level", "secondary")},
		{Kind: "change-idea", Rel: "driver", Label: "Make an idea of it", Keep: keep("project", "cause"), Fill: carry("title", "why")},
		{Kind: "measure", Rel: "driver", Label: "Count it", Keep: projectOnly(), Fill: fixed(carry("title", "purpose"), "type", "process")},
	}
}

func changeIdeaNext() []improve.Next {
	return []improve.Next{
		{Kind: "pdsa", Rel: "change-idea", Label: "Plan a test", Keep: projectOnly(), Fill: carry("title", "title", "what", "change")},
		{Kind: "measure", Rel: "change-idea", Label: "Count it", Keep: keep("project", "driver"), Fill: fixed(carry("title", "purpose"), "type", "process")},
		{Kind: "ripple-check", Rel: "change-idea", Label: "Ask whom else it touches", Keep: projectOnly(), Fill: carry("title", "title")},
		{Kind: "pilot", Rel: "change-idea", Label: "Try it at a few places", Keep: projectOnly(), Fill: carry("title", "title")},
		{Kind: "standard-work", Rel: "change-idea", Label: "Make it how we do it here", Keep: projectOnly(), Fill: carry("title", "title", "why", "why")},
	}
}

func pdsaNext() []improve.Next {
	return []improve.Next{
		{Kind: "pdsa", Rel: "follows", Keep: NextCycleRels(), Fill: NextCycle}, // its own button: the decision to try again opens it, too
		{Kind: "measure", Rel: "pdsa", Label: "Count it", Keep: keep("project", "change-idea"), Fill: fixed(carry("title", "title", "data_plan", "purpose"), "type", "pdsa")},
		{Kind: "decision", Rel: "pdsa", Label: "Write down a decision", Keep: projectOnly(), Fill: carry("reason", "why")},
		{Kind: "failure", Rel: "pdsa", Label: "Tell what did not work", Keep: keep("project", "change-idea"), Fill: carry("title", "title", "learned", "learned")},
		{Kind: "standard-work", Rel: "pdsa", Label: "Make it how we do it here", Keep: keep("project", "change-idea"), Fill: carry("title", "title", "learned", "why")},
	}
}

func meetingNext() []improve.Next {
	return []improve.Next{
		{Kind: "decision", Rel: "meeting", Label: "Write down a decision", Keep: projectOnly(), Fill: carry("date", "date")},
		{Kind: "barrier", Rel: "found-in", Label: "Put a barrier on the list", Keep: projectOnly(), Fill: carry("date", "raised_on")},
		{Kind: "meeting", Rel: "follows", Label: "Prepare the next meeting", Keep: keep("project", "organisation", "team", "network", "buddies"), Fill: nextMeeting},
		{Kind: "rock", Rel: "meeting", Label: "Begin a 45-day task", Keep: keep("project")},
	}
}
