package main

import "fmt"

//go:noinline
func build(n int) []int {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	return s
}

//go:noinline
func seen(n int) []byte {
	var s []byte
	for i := 0; i < n; i++ {
		s = append(s, byte(cap(s)))
	}
	return s
}

//go:noinline
func local(t string) int {
	b := []byte(t)
	b[0] = 'x'
	v := []byte(t)
	k := make([]int, 3, 10)
	k = append(k, 4)
	l := []string{"a", "b"}
	return len(b) + len(v) + len(k) + len(l)
}

func main() {
	fmt.Println(build(3), build(5), seen(10), local("hello"), local("again"))
}
