// Not every element is kept; nobody who gets the slice appends to it.
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
	total := 0
	for _, x := range odd([]int{1, 3, 5, 6, 7, 9}) {
		total += x
	}
	fmt.Println(total)
}
