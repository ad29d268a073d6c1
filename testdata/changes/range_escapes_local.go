// The other way around: a local slice that nothing lets escape has a range as its only escape in 1.27, and so 1.26's rule. Its
// capacity is used by the literal, so the buffer is given out as it is needed.
//
//diff:1.26,1.27 range escapes
package main

import "fmt"

func main() {
	s := []int{}
	for i := 0; i < 3; i++ {
		s = append(s, i)
		fmt.Println(len(s), cap(s))
	}
	sum := 0
	for _, x := range s {
		sum += x
	}
	fmt.Println(sum)
}
