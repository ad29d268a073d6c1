package main

import "fmt"

func main() {
	s := make([]int, 3, 8)
	t := s
	fmt.Println(t)
	s = append(s, 1)
	u := s[:2]
	u = append(u, 7)
	fmt.Println(u)
}
