package main

import "fmt"

func keepOdd(s []int) []int {
	out := s[:0]
	for _, v := range s {
		if v%2 == 1 {
			out = append(out, v)
		}
	}
	return out
}

func main() {
	s := []int{1, 2, 3, 4, 5}
	s = keepOdd(s)
	fmt.Println(s)
	t := s[:0]
	for _, v := range s {
		if v > 1 {
			t = append(t, v)
		}
	}
	fmt.Println(t)
}
