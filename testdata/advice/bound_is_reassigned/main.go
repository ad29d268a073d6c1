// xs is another slice by the time of the loop: len(xs) at the declaration says nothing.
package main

import "fmt"

func main() {
	xs := []int{1, 2}
	out := []int{}
	xs = []int{1, 2, 3, 4, 5, 6}
	for _, x := range xs {
		out = append(out, x)
	}
	fmt.Println(out)
}
