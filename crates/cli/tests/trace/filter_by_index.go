package main

import "fmt"

func main() {
	s := []int{1, 2, 3, 4, 5}
	out := s[:0]
	for i := 0; i < len(s); i++ {
		if s[i]%2 == 1 {
			out = append(out, s[i])
		}
	}
	fmt.Println(out, len(s))

	t := []int{1, 2, 3, 4, 5}
	head := t[:1]
	for i := range t {
		head = append(head, t[i]*10)
		if i == 2 {
			fmt.Println(t)
			break
		}
	}
	fmt.Println(head)
}
