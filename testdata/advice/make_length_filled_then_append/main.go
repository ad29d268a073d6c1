// The elements of make are assigned to: they are wanted.
package main

import "fmt"

func main() {
	xs := []int{7, 8, 9}
	out := make([]int, 2)
	out[0], out[1] = 5, 6
	for _, x := range xs {
		out = append(out, x)
	}
	fmt.Println(out)
}
