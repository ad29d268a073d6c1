// One zero in front is wanted: it is the sum of nothing.
package main

import "fmt"

func main() {
	xs := []int{3, 1, 4, 1, 5}
	total := 0
	offsets := make([]int, 1)
	for _, x := range xs {
		total += x
		offsets = append(offsets, total)
	}
	fmt.Println(offsets)
}
