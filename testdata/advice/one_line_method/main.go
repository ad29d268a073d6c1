// The repair is a line of more than 80 columns, and is shown whole: half of it could not be written down.
package main

import "fmt"

type command struct{ arguments []string }

func (c *command) with(more ...string) []string { return append(c.arguments, more...) }

func main() {
	base := &command{arguments: append(make([]string, 0, 8), "run", "--fast")}
	first := base.with("a.go")
	second := base.with("b.go")
	fmt.Println(first, second)
}
