// The zeros are read before anything is appended: they are wanted.
package main

import "fmt"

func main() {
	s := make([]int, 3)
	sum := 0
	for _, x := range s {
		sum += x + 1
	}
	s = append(s, sum)
	fmt.Println(s)
}
