// The program has a max of its own: the capacity cannot be written.
package main

import "fmt"

func max(a, b, c int) int { return a + b + c }

func upto(n int) []int {
	out := []int{}
	for i := 0; i < n; i++ {
		out = append(out, i)
	}
	return out
}

func main() {
	fmt.Println(upto(5), max(1, 2, 3))
}
