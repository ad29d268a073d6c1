package main

import "fmt"

var all = make([]int, 0, 8)

func collect() []int {
	out := make([]int, 0, 10)
	add := func(v int) { out = append(out, v) }
	for i := 0; i < 3; i++ {
		add(i)
	}
	return out
}

func push(p *[]int, v int) {
	*p = append(*p, v)
}

func paths(n int, path []int, emit func([]int)) {
	if n == 0 {
		emit(path)
		return
	}
	for i := 0; i < 2; i++ {
		paths(n-1, append(path, i), emit)
	}
}

func main() {
	fmt.Println(collect())
	s := make([]int, 1, 4)
	push(&s, 7)
	fmt.Println(s)
	all = append(all, 1, 2)
	head := all[:1]
	head = append(head, 9)
	fmt.Println(head, all)
	var found [][]int
	paths(2, make([]int, 0, 4), func(p []int) { found = append(found, p) })
	fmt.Println(found)
	keep := make([]int, 1, 4)
	show := func() { fmt.Println(keep) }
	other := append(keep, 1)
	keep = append(keep, 2)
	show()
	fmt.Println(other)
}
