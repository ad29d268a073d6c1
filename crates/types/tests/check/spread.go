package main

func main() {
	var s []string
	_ = len(s...)
	print(s...)
	x := cap(s...) +
		1
	_ = make([]int, s...)
	copy(s, s...)
}
