// Package kinds declares the kinds of artifact that Cairn ships, one file each.
// It holds words, rules and examples only: forms, checks, search, export, the
// help page and the tests are derived from what is declared here.
//
// Names, keys and types are for ever, since other schools' laptops hold them:
// testdata/catalog.golden lists the released ones and a test keeps it
// append-only. A new kind is one new file, one line in the list of its group, and the golden
// files written afresh with "go test ./improve/kinds -update".
package kinds

import (
	"fmt"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// All gives the kinds in the order of menus and lists. Each call makes them
// afresh, so a caller may change what it gets.
func All() []*improve.Kind {
	all := slices.Concat(aimAndTheoryKinds(), causesKinds(), testsKinds(), numbersKinds(), peopleKinds(), meetingsKinds(), reflectionKinds())
	for _, kind := range all {
		follow(kind)
	}
	return all
}

// aimAndTheoryKinds say what a team wants and believes.
func aimAndTheoryKinds() []*improve.Kind {
	return []*improve.Kind{
		project(),
		aim(),
		driver(),
		changeIdea(),
		theoryOfAction(),
		changePackage(),
		practice(),
		studentInMind(),
		implementationDriver(),
		stepCycle(),
		tightLoose(),
		localWord(),
	}
}

// causesKinds say why it happens.
func causesKinds() []*improve.Kind {
	return []*improve.Kind{
		fishboneCause(),
		empathyInterview(),
		brightSpot(),
		shadowing(),
		workSample(),
		rootCauseAnalysis(),
		digraph(),
		processMap(),
		decisionTree(),
		systemAnalysis(),
		goAndSee(),
		researchNote(),
		issue(),
		needsAnalysis(),
	}
}

// testsKinds say what was tried and what became of it.
func testsKinds() []*improve.Kind {
	return []*improve.Kind{
		pdsa(),
		prediction(),
		pilot(),
		adaptation(),
		failure(),
		rippleCheck(),
		condition(),
		proofPoint(),
		standardWork(),
		spreadPlan(),
	}
}

// numbersKinds hold what was counted.
func numbersKinds() []*improve.Kind {
	return []*improve.Kind{
		measure(),
		dataPoint(),
		chartReading(),
		studentVoice(),
		scorecard(),
		costBenefit(),
	}
}

// peopleKinds say who takes part.
func peopleKinds() []*improve.Kind {
	return []*improve.Kind{
		organisation(),
		person(),
		role(),
		team(),
		network(),
		buddyPair(),
		agreement(),
		roster(),
		handover(),
		request(),
		visit(),
		coDesign(),
		dilemma(),
		expectation(),
		capability(),
		learningCycle(),
		training(),
		researchPartnership(),
		roleMap(),
		teamChoice(),
	}
}

// meetingsKinds hold the rhythm.
func meetingsKinds() []*improve.Kind {
	return []*improve.Kind{
		meeting(),
		coachingCall(),
		convening(),
		actionPeriod(),
		actionGuide(),
		rock(),
		protocol(),
		learningSession(),
		teamLook(),
		protectedTime(),
		toolPractice(),
	}
}

// reflectionKinds are for thinking and leading.
func reflectionKinds() []*improve.Kind {
	return []*improve.Kind{
		story(),
		feedback(),
		decision(),
		barrier(),
		initiative(),
		celebration(),
		reflection(),
		rounding(),
		pulse(),
		strategicPlan(),
		priority(),
		schoolGoal(),
		alignment(),
		coachingNote(),
		leaderCoaching(),
		clipReview(),
		coachCalibration(),
		followUp(),
		infrastructureCheck(),
		frameworkCheck(),
		accomplishments(),
	}
}

// Catalog gives the checked catalog of All. It panics when a declaration is
// wrong, which a test of this package finds long before a user could.
func Catalog() *improve.Catalog {
	catalog, err := improve.NewCatalog(All())
	if err != nil {
		panic(fmt.Sprintf("kinds: %v", err))
	}
	return catalog
}
