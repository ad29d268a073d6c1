// Made with the exact capacity there is no room to share, whoever appends.
package main

import "fmt"

func copies(xs []int) []int {
	out := []int{}
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

func main() {
	base := copies([]int{1, 3, 5, 7, 9, 11, 13, 15})
	a := append(base, 100)
	b := append(base, 200)
	fmt.Println(a[len(a)-1], b[len(b)-1])
}
