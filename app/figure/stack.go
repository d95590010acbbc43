package figure

import (
	"strconv"
	"strings"
)

// Stack puts scenes under each other into one. Ids of groups get the number of
// their scene in front, so that they stay different; one scene stays as it is.
func Stack(scenes ...*Scene) *Scene {
	if len(scenes) == 1 {
		return scenes[0]
	}
	whole := &Scene{}
	var titles, descriptions []string
	for i, scene := range scenes {
		whole.Items = append(whole.Items, placed{scale: 1, dy: whole.Height, mark: strconv.Itoa(i+1) + "-"}.items(scene.Items)...)
		whole.Width = max(whole.Width, scene.Width)
		whole.Height += scene.Height
		titles, descriptions = append(titles, scene.Title), append(descriptions, scene.Description)
	}
	whole.Title, whole.Description = strings.Join(titles, " · "), strings.Join(descriptions, "\n")
	return whole
}
