package main

import "fmt"

func add(s []int) {
	s = append(s, 1)
	fmt.Println(s)
}

func main() {
	s := make([]int, 3, 4)
	add(s)
	fmt.Println(s, s[:4])
}
