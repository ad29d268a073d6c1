package main

import "fmt"

func panics(yield func(int) bool) {
	yield(7)
	panic("iterator panics")
}

func unnamed() int {
	defer func() { recover() }()
	for x := range panics {
		return x
	}
	return -1
}
func unnamed2() (int, string) {
	defer func() { recover() }()
	for x := range panics {
		return x, "s"
	}
	return -1, ""
}
func blank() (_ int, s string) {
	defer func() { recover() }()
	for x := range panics {
		return x, "s"
	}
	return -1, ""
}

func main() {
	fmt.Println(unnamed())
	fmt.Println(unnamed2())
	fmt.Println(blank())
}
