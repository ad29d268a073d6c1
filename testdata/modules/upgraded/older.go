//go:build go1.12 && linux

package main

func older() {
	s := []int{1_0}
	clear(s)
	println([1]int(s)[0])
	for i := range 2 {
		println(i)
	}
}
