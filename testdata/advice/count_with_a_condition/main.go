// n may be anything, and most rounds append nothing: no such capacity.
package main

import "fmt"

func squares(n int) []int {
	out := []int{}
	for i := 0; i < n; i++ {
		if i%2 == 0 {
			out = append(out, i)
		}
	}
	return out
}

func main() {
	fmt.Println(squares(12))
}
