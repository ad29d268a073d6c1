// Since 1.20 a slice converts to an array, which is a copy.
//
//diff:1.19,1.20 to array
package main

import "fmt"

func main() {
	s := []int{1, 2, 3, 4}
	a := [4]int(s)
	a[0] = 9
	fmt.Println(s, a)
}
