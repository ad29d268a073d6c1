// The callee has no declaration to edit; resetting the parameter would lose what it was given.
package main

import "fmt"

func fill(s []int, n int) []int {
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	return s
}

func main() {
	fmt.Println(fill([]int{9}, 5))
}
