package report

import (
	"context"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// mostPosterCharts is how many measures a poster shows: from three steps away
// more are a pattern on the wall.
const mostPosterCharts = 2

// Poster makes a project's poster: what it is about, what was learned and its
// theory on the left, its numbers and tests on the right. Each scene is one sheet of A3;
// a project with much to say takes several. What may not leave the laptop is
// left out, as Project leaves it out.
func Poster(ctx context.Context, say *phrase.Book, j *app.Journal, id improve.ArtifactID) ([]*figure.Scene, error) {
	m, project, err := projectMaker(ctx, say, j, id)
	if err != nil {
		return nil, err
	}
	m.projectHead(project)
	if theory := m.theoryScene(project); theory != nil {
		m.add(figure.Heading{Level: 2, Words: m.say.T("figure.driver.column.primary", "What must change")}, figure.Picture{Scene: theory})
	}
	m.add(figure.NewPage{})
	m.charts(mostPosterCharts)
	m.ramps()
	pages := m.done().Pages
	var sheets []*figure.Scene
	for i := 0; i < len(pages); i += 2 {
		sheet := figure.Beside(pages[i:min(i+2, len(pages))]...)
		sheets = append(sheets, &figure.Scene{
			Width: 2 * pages[i].Width, Height: pages[i].Height, Title: project.Title(), Description: sheet.Description, Say: say, Items: sheet.Items,
		})
	}
	return sheets, nil
}
