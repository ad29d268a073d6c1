// A pointer to an element stays with the old array when the slice moves: without moves it would not.
package main

import "fmt"

func main() {
	s := []int{}
	s = append(s, 1)
	first := &s[0]
	for i := 0; i < 4; i++ {
		s = append(s, i)
	}
	*first = 100
	fmt.Println(s[0], *first)
}
