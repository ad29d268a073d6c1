// Rows of three for each of n: both are written down.
package main

import "fmt"

func cells(rows []int) []int {
	out := []int{}
	for _, r := range rows {
		for c := 0; c < 3; c++ {
			out = append(out, 10*r+c)
		}
		out = append(out, -1)
	}
	return out
}

func main() {
	fmt.Println(cells([]int{1, 2, 3}))
}
