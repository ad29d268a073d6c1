// A break may leave the loop: the number is an upper bound of a length that exists.
package main

import "fmt"

func before(xs []int, stop int) []int {
	out := []int{}
	for _, x := range xs {
		if x == stop {
			break
		}
		out = append(out, x)
	}
	return out
}

func main() {
	ys := before([]int{1, 2, 3, 4, 5, 0}, 0)
	fmt.Println(len(ys), ys)
}
