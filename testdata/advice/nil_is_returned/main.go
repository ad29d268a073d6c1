// Whoever calls it may ask whether the result is nil: no run shows that nobody does.
package main

import "fmt"

func positives(xs []int) []int {
	var out []int
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

func main() {
	ys := positives([]int{1, 2, 3, 4, 5})
	if ys == nil {
		fmt.Println("none")
		return
	}
	fmt.Println(ys)
}
