// Rounds multiply; each round appends, so that the number is reached.
package main

import "fmt"

func grid(w, h []int) []int {
	out := []int{}
	for _, y := range h {
		for _, x := range w {
			out = append(out, x*y)
		}
	}
	return out
}

func main() {
	fmt.Println(grid([]int{1, 2, 3}, []int{4, 5, 6}))
}
