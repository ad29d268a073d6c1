// Since 1.17 a slice converts to a pointer to its array.
//
//diff:1.16,1.17 to array pointer
package main

import "fmt"

func main() {
	s := []int{1, 2, 3, 4}
	p := (*[4]int)(s)
	p[0] = 9
	fmt.Println(s)
}
