// Package chart holds the statistics of run charts and control charts: centre
// lines, limits, runs, signals and how likely a signal is by chance alone.
//
// It is pure: numbers in, numbers out. It never draws, reads a file, asks a
// clock or moves a centre line by itself: a phase begins where somebody said so.
//
// Read it in the order in which Draw works: pool.go makes points of
// observations, spec.go cuts them into phases, limits.go finds centre line and
// limits of each phase, runs.go counts runs, signals.go applies the rule set of
// rules.go, reading.go says what it means for this measure. docs/charts.md
// gives each formula with its source.
package chart
