package main

import "fmt"

func main() {
	for i := 0; i < 2; i++ {
		s := make([]int, 2, 4)
		s = append(s, i)
		t := s[:3:3]
		fmt.Println(t[2])
	}
}
