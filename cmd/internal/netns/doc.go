// Package netns holds the tests of laptops in real networks: cables, a switch,
// a router, a firewall, made of network namespaces that each test makes and
// takes away, with cairnctl as real processes in them. Nothing leaves them.
//
// They want Linux, root and the programs ip and bridge, so they have a build
// tag: scripts/netns.sh runs them, and CI with it. Read network_test.go (the
// cables), then laptop_test.go (the people), then the others.
package netns
