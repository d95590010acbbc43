package kinds

import "github.com/cairn-schools/cairn/improve"

func request() *improve.Kind {
	return declare(improve.Kind{
		Name: "request", Title: "Something we ask for", Plural: "What we ask for", Term: "Request with an answer",
		Help:  "A wish, a question or help that somebody else has to give: a subject expert, the district, the network. It is closed when the answer has come back.",
		Group: improve.People, Icon: "up", Home: improve.Team, Also: "ask, help wanted, request for support, raise, escalate, feedback upward", Offered: true,
		Sections: []improve.Section{
			part("ask", "What you ask", "",
				placeholder(title("What do you ask for?", "One line."), "Two demonstration lessons in explaining"),
				pick("type", "What is it?", "Choose the closest.", options("help", "Help or a visit", "materials", "Materials", "decision", "A decision", "permission", "May we share it?", "feedback", "Something they should know")),
				someone("asked_by", "Who asks?", "The person who hears the answer."),
				words("of_whom", "Whom do you ask?", "A person, office or network."),
				day("asked_on", "Asked on", "The day."),
				prose("why", "What is it for?", "What it would make possible."),
			),
			part("answer", "The answer", "",
				pick("state", "How does it stand?", "Whoever was asked says so.", requestStates()),
				prose("reason", "What was the answer, and why?", "In a sentence."),
				someone("owner", "Who sees to it?", "One name."),
				tick("told_back", "Has the answer come back to who asked?", "Then it is closed."),
			),
			part("moves", "How it went", "", moves(requestStates())),
		},
		Rels: []improve.Rel{
			projectRel("What we ask for"), rel("organisation", "Asked of", "Asked of them", "The school, district or other.", "organisation"), rel("about", "About", "Requests", "The page that it is about."),
			rels("raised-to", "Raised to", "Raised to them", "Who is to answer; it waits on their Home.", "person"), rel("raised-by", "Raised by", "What they raised", "Who hears the answer.", "person"),
			rel("came-along", "Came along", "Went along with", "A copy of the page that it is about."),
		},
		Course: &improve.Course{State: "state", Moves: movesKey, Reason: "reason", Asks: []string{"no"}, Ends: []string{"done", "no"}, Since: "asked_on", TellBack: "told_back"},
		Sample: improve.Sample{Fields: cells("title", "Two demonstration lessons in explaining", "type", "help", "asked_by", "Tomás Aguilar", "of_whom", "The maths coach of the district", "asked_on", "2026-10-05", "why", "None of us has seen it done.", "state", "promised", "reason", "She comes in November.", "owner", "Ines Moreau", "told_back", "yes")},
	}, "state", "of_whom", "asked_on")
}

func requestStates() []improve.Option {
	return options("open", "Asked", "promised", "Promised", "done", "Done", "no", "Not possible")
}
