// Package simulation lets a few laptops of a few schools live for some weeks in
// a second, as tests: the real journal, the real exchange, the real files for
// sticks and the real database, on disks that lose their power. One seed decides
// everything that happens; when the laptops are quiet again, the named checks
// of invariants_test.go must hold. It holds nothing but tests; begin with
// simulation_test.go.
//
// What can go wrong on a line that loses or doubles whole messages is tried in
// package replica, on databases in memory and thus far more often; here lines
// do what TCP does: they carry every byte in order until they break.
package simulation
