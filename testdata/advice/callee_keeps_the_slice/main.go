// A callee stores the slice while it grows.
package main

import "fmt"

var kept [][]int

func keep(s []int) {
	kept = append(kept, s)
}

func main() {
	s := []int{}
	for i := 0; i < 4; i++ {
		s = append(s, i)
		keep(s)
	}
	kept[0] = append(kept[0], 100)
	fmt.Println(kept[0], kept[3])
}
