// Package release tells which release of Go the program runs under.
package release

// Minor is the release's minor number: 27 for Go 1.27.
func Minor() int
