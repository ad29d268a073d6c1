// The callers tell nil from empty nowhere, and an empty case shows it.
package main

import "fmt"

func double(xs []int) []int {
	var out []int
	for _, x := range xs {
		out = append(out, 2*x)
	}
	return out
}

func show(xs []int) {
	ys := double(xs)
	fmt.Println(len(ys), ys)
}

func main() {
	show([]int{1, 2, 3, 4, 5})
	show(nil)
}
