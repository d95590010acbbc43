package figure

import "github.com/cairn-schools/cairn/improve/phrase"

// Room is a picture that is drawn for the room that OneSheet leaves it, between
// Least and Most in height. Draw gives nil where there is nothing to draw; what
// it gives is made smaller where it is wider or higher than asked for.
type Room struct {
	Least, Most float64
	Draw        func(width, height float64) *Scene
}

func (Room) block() {}

// OneSheet lays blocks out on one upright A4 sheet, never more: Heading, Words
// and Table as Flow does, with their Most, and Room. The words come first; the
// pictures share what is left, the last one taking what those before it did not
// need. Whoever makes the blocks bounds their words so that they leave room.
func OneSheet(say *phrase.Book, title, footer string, blocks []Block) *Scene {
	f := newOneSheet(say, title)
	for _, block := range blocks {
		f.told(block) // a picture takes no room yet
	}
	free, rooms := f.room(), roomsOf(blocks)
	f = newOneSheet(say, title)
	for _, block := range blocks {
		room, ok := block.(Room)
		if !ok {
			f.told(block)
			continue
		}
		rooms = rooms[1:]
		height := free
		for _, later := range rooms {
			height -= later.Least + blockGap
		}
		before := f.y
		f.drawn(room, min(height-blockGap, room.Most))
		free -= f.y - before
	}
	f.footers(plain(footer))
	return f.page()
}

func newOneSheet(say *phrase.Book, title string) *flow {
	f := &flow{say: say, title: plain(title)}
	f.turn()
	f.one = true
	return f
}

func roomsOf(blocks []Block) (rooms []Room) {
	for _, block := range blocks {
		if room, ok := block.(Room); ok {
			rooms = append(rooms, room)
		}
	}
	return rooms
}

// told puts a block of words; others it passes over.
func (f *flow) told(block Block) {
	switch b := block.(type) {
	case Heading:
		f.heading(b)
	case Words:
		f.words(b)
	case Table:
		f.table(b)
	}
}

// roomRounding is what sums of lengths may lack of the room that was kept.
const roomRounding = 0.5

// drawn puts a picture in the middle of the room that it has.
func (f *flow) drawn(r Room, height float64) {
	if height+roomRounding < r.Least {
		return
	}
	scene := r.Draw(textWidth, height)
	if scene == nil || scene.Width <= 0 || scene.Height <= 0 {
		return
	}
	scale := min(textWidth/scene.Width, height/scene.Height, 1)
	place := placed{scale: scale, dx: pageMargin + (textWidth-scale*scene.Width)/2, dy: f.y}
	f.put(place.items(scene.Items)...)
	f.described(scene)
	f.y += scale*scene.Height + blockGap
}
