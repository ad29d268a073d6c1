// make panics for a negative capacity where the loop has no rounds.
package main

import "fmt"

func upto(n int) []int {
	out := []int{}
	for i := 0; i < n; i++ {
		out = append(out, i)
	}
	return out
}

func main() {
	fmt.Println(upto(5), upto(-1))
}
