// The list is a field of a struct that nobody changes.
package main

import "fmt"

type group struct {
	names []string
}

func greet(g group) []string {
	out := []string{}
	for _, name := range g.names {
		out = append(out, "hello "+name)
	}
	return out
}

func main() {
	fmt.Println(greet(group{[]string{"Ann", "Bob", "Cyd"}}))
}
