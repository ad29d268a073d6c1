// A literal grows to the length of what is ranged over.
package main

import "fmt"

func squares(xs []int) []int {
	out := []int{}
	for _, x := range xs {
		out = append(out, x*x)
	}
	return out
}

func main() {
	fmt.Println(squares([]int{1, 2, 3, 4, 5}), squares(nil))
}
