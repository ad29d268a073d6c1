// b overwrites a: either of the appends can be clipped.
package main

import "fmt"

func main() {
	s := make([]int, 3, 4)
	a := append(s, 1)
	b := append(s, 2)
	fmt.Println(a, b)
}
