//go:build go1.21 && linux

package main

func newer() {
	s := []int{10}
	clear(s)
	println([1]int(s)[0])
	for i := range 2 {
		println(i)
	}
}
