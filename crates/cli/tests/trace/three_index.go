package main

import "fmt"

func main() {
	s := []int{1, 2, 3, 4}
	head := s[:2:2]
	head = append(head, 9)
	tail := s[1:3]
	tail = append(tail, 8)
	fmt.Println(head, tail, s)
}
