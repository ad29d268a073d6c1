// Whoever has the pointer may change the field on the way.
package main

import "fmt"

type group struct {
	names []string
}

func greet(g *group) []string {
	out := []string{}
	for i := 0; i < len(g.names); i++ {
		if len(g.names) < 5 {
			g.names = append(g.names, "more")
		}
		out = append(out, "hello "+g.names[i])
	}
	return out
}

func main() {
	fmt.Println(greet(&group{[]string{"Ann", "Bob", "Cyd"}}))
}
