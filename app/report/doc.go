// Package report puts what a team wrote, its tests and its pictures onto pages
// to print: a project from its aim to what was learned, or any pages one after
// the other. Begin with Project.
package report
