// 1.16 brought the size class of 24 bytes: three words need no block of 32.
//
//diff:1.15,1.16 class 24
package main

import "fmt"

func three() []int {
	return append([]int(nil), 1, 2, 3)
}

func main() {
	s := three()
	fmt.Println(len(s), cap(s))
	b := append([]byte(nil), "seventeen letters"...)
	fmt.Println(len(b), cap(b))
}
