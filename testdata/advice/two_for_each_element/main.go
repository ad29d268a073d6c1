// Two elements a round, and one in front.
package main

import "fmt"

func pairs(xs []string) []string {
	out := []string{"begin"}
	for i, x := range xs {
		out = append(out, x, fmt.Sprint(i))
	}
	return out
}

func main() {
	fmt.Println(pairs([]string{"a", "b", "c"}))
}
