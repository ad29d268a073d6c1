// Only some of len(a)*len(b) are kept: memory for all could be far too much.
package main

import "fmt"

func sums(a, b []int) []int {
	out := []int{}
	for _, x := range a {
		for _, y := range b {
			if x+y == 6 {
				out = append(out, x, y)
			}
		}
	}
	return out
}

func main() {
	fmt.Println(sums([]int{1, 2, 3, 4, 5}, []int{1, 2, 3, 4, 5}))
}
