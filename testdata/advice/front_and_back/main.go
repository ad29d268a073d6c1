// front grows into back, which it was cut from; it is clipped where it is cut.
package main

import "fmt"

func insert(xs []int, i, x int) []int {
	front := xs[:i]
	back := xs[i:]
	front = append(front, x)
	return append(front, back...)
}

func main() {
	fmt.Println(insert([]int{1, 2, 4, 5}, 2, 3))
}
