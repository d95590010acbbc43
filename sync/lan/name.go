package lan

import "strings"

// Name is what a laptop that waits to be paired is called for these minutes: a
// colour and an animal by chance, so that two people can point at one line of
// a list without any name going through the network.
type Name struct {
	colour, animal byte
}

// Both lists are part of the protocol: words are added at the end, never
// changed, and a name from a longer list is passed over.
var (
	colours = strings.Fields("red orange yellow green blue violet pink brown white black grey silver golden turquoise purple crimson")
	animals = strings.Fields(`badger bear beaver camel cat cow crab crane deer dolphin donkey dove duck eagle elephant falcon
		finch fox frog giraffe goat goose hamster hare hedgehog heron horse kangaroo koala lamb lion lizard
		llama mole mouse newt octopus otter owl panda parrot pelican penguin pony puffin rabbit robin salmon
		seal sheep snail spider squirrel stork swan tiger toad turtle walrus whale wolf wombat yak zebra`)
)

// String gives the name as both screens show it: "green otter".
func (n Name) String() string {
	if !n.known() {
		return ""
	}
	return colours[n.colour] + " " + animals[n.animal]
}

func (n Name) known() bool { return int(n.colour) < len(colours) && int(n.animal) < len(animals) }

// nameOf makes a name from two random bytes.
func nameOf(random [2]byte) Name {
	return Name{colour: random[0] % byte(len(colours)), animal: random[1] % byte(len(animals))}
}
