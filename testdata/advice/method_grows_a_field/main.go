// A field lives on between calls: nothing to reset inside of the method.
package main

import "fmt"

type stack struct {
	items []int
}

func (s *stack) push(x int) {
	s.items = append(s.items, x)
}

func main() {
	s := &stack{}
	for i := 0; i < 5; i++ {
		s.push(i)
	}
	fmt.Println(s.items)
}
