// Since 1.25 a slice that does not outlive its call begins in 32 bytes of the call's frame.
//
//diff:1.24,1.25 local buffer
package main

import "fmt"

func main() {
	var s []int
	for i := 0; i < 5; i++ {
		s = append(s, i)
		fmt.Println(len(s), cap(s))
	}
}
