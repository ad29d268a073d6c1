// Every second number: half as many rounds, rounded up.
package main

import "fmt"

func every(n uint) []uint {
	out := []uint{}
	for i := uint(0); i < n; i += 2 {
		out = append(out, i)
	}
	return out
}

func main() {
	fmt.Println(every(11), every(0))
}
