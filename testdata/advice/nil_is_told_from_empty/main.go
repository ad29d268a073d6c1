// An empty case was executed, and shows that nil matters.
package main

import "fmt"

func collect(xs []int) []int {
	var out []int
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

func main() {
	fmt.Println(collect([]int{1, 2, 3, 4, 5}))
	fmt.Println(collect(nil) == nil)
}
