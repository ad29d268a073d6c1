package main

import "fmt"

func main() {
	s := make([]int, 0, 4)
	fmt.Println(cap(s), grown())
}
