package figure

import (
	"strconv"
	"strings"
)

// Stack puts scenes under each other into one. Ids of groups get the number of
// their scene in front, so that they stay different; one scene stays as it is.
func Stack(scenes ...*Scene) *Scene {
	return together(scenes, func(whole, scene *Scene, put func(dx, dy float64)) {
		put(0, whole.Height)
		whole.Width = max(whole.Width, scene.Width)
		whole.Height += scene.Height
	})
}

// Beside puts scenes beside each other into one, as Stack does under each other.
func Beside(scenes ...*Scene) *Scene {
	return together(scenes, func(whole, scene *Scene, put func(dx, dy float64)) {
		put(whole.Width, 0)
		whole.Width += scene.Width
		whole.Height = max(whole.Height, scene.Height)
	})
}

func together(scenes []*Scene, add func(whole, scene *Scene, put func(dx, dy float64))) *Scene {
	if len(scenes) == 1 {
		return scenes[0]
	}
	whole := &Scene{}
	if len(scenes) > 0 {
		whole.Say = scenes[0].Say
	}
	var titles, descriptions []string
	for i, scene := range scenes {
		add(whole, scene, func(dx, dy float64) {
			whole.Items = append(whole.Items, placed{scale: 1, dx: dx, dy: dy, mark: strconv.Itoa(i+1) + "-"}.items(scene.Items)...)
		})
		titles, descriptions = append(titles, scene.Title), append(descriptions, scene.Description)
	}
	whole.Title, whole.Description = strings.Join(titles, " · "), strings.Join(descriptions, "\n")
	return whole
}
