// Since 1.25 a make whose size is not constant is in the frame too, if 32 bytes hold it and it stays there. The capacity
// is what was asked for, so only the heap tells.
//
//diff:1.24,1.25 variable make
package main

import "fmt"

func sum(n int) (sum int) {
	s := make([]int, n)
	for i := range s {
		s[i] = i
	}
	for _, x := range s {
		sum += x
	}
	return sum + cap(s)
}

func main() {
	total := 0
	for n := 0; n < 4; n++ {
		total += sum(n)
	}
	fmt.Println(total)
}
