// The room that a filter leaves would be shared by two appends of the caller.
package main

import "fmt"

func odd(xs []int) []int {
	out := []int{}
	for _, x := range xs {
		if x%2 == 1 {
			out = append(out, x)
		}
	}
	return out
}

func main() {
	base := odd([]int{1, 3, 5, 7, 8, 10})
	a := append(base, 100)
	b := append(base, 200)
	fmt.Println(a[len(a)-1], b[len(b)-1])
}
