// Ten functions, as Go programs have them; tests/all/port.rs has them in Rust. Recorded: go run port.go > port.txt (Go 1.27).
package main

import (
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
)

// 1 insert sorted
func insertSorted(s []int, x int) []int {
	i := sort.SearchInts(s, x)
	s = append(s, 0)
	copy(s[i+1:], s[i:])
	s[i] = x
	return s
}

// 2 permutations
func permutations(s []int) [][]int {
	if len(s) == 0 {
		return [][]int{{}}
	}
	var all [][]int
	for i := range s {
		rest := append(append([]int{}, s[:i]...), s[i+1:]...)
		for _, p := range permutations(rest) {
			all = append(all, append([]int{s[i]}, p...))
		}
	}
	return all
}

// 3 matrix
func transpose(m [][]float64) [][]float64 {
	t := make([][]float64, len(m[0]))
	for i := range t {
		t[i] = make([]float64, len(m))
		for j := range m {
			t[i][j] = m[j][i]
		}
	}
	return t
}

// 4 queue
type Node struct {
	name string
	next []*Node
}

func bfs(root *Node) []string {
	var names []string
	seen := map[*Node]bool{root: true}
	queue := []*Node{root}
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		names = append(names, n.name)
		for _, next := range n.next {
			if !seen[next] {
				seen[next] = true
				queue = append(queue, next)
			}
		}
	}
	return names
}

// 5 words
func fields(line []byte) [][]byte {
	var words [][]byte
	start := -1
	for i, b := range line {
		if b == ' ' {
			if start >= 0 {
				words = append(words, line[start:i:i])
				start = -1
			}
		} else if start < 0 {
			start = i
		}
	}
	if start >= 0 {
		words = append(words, line[start:])
	}
	return words
}

// 6 stack machine with errors
func eval(ops []string) (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("bad program: %v", r)
		}
	}()
	var stack []int
	for _, op := range ops {
		switch op {
		case "+":
			a, b := stack[len(stack)-2], stack[len(stack)-1]
			stack = append(stack[:len(stack)-2], a+b)
		case "dup":
			stack = append(stack, stack[len(stack)-1])
		default:
			if op == "" {
				return 0, errors.New("empty")
			}
			stack = append(stack, len(op))
		}
	}
	return stack[0], nil
}

// 7 group by
type Emp struct {
	Name string
	Dept string
	Pay  int
}

func raise(es []Emp, dept string) []*Emp {
	var hit []*Emp
	for i := range es {
		if es[i].Dept == dept {
			es[i].Pay += 10
			hit = append(hit, &es[i])
		}
	}
	return hit
}

// 8 in place
func dedup(s []string) []string {
	sort.Strings(s)
	return slices.Compact(s)
}

// 9 ring
type Ring struct {
	buf  []int
	head int
}

func (r *Ring) push(x int) {
	if len(r.buf) < cap(r.buf) {
		r.buf = append(r.buf, x)
		return
	}
	r.buf[r.head] = x
	r.head = (r.head + 1) % len(r.buf)
}
func (r *Ring) all() []int { return append(slices.Clone(r.buf[r.head:]), r.buf[:r.head]...) }

// 10 merge sort
func mergeSort(s []int) {
	if len(s) < 2 {
		return
	}
	m := len(s) / 2
	a, b := s[:m], s[m:]
	mergeSort(a)
	mergeSort(b)
	t := make([]int, 0, len(s))
	for len(a) > 0 && len(b) > 0 {
		if a[0] <= b[0] {
			t, a = append(t, a[0]), a[1:]
		} else {
			t, b = append(t, b[0]), b[1:]
		}
	}
	copy(s, append(append(t, a...), b...))
}

func main() {
	s := []int{1, 3, 5}
	fmt.Println(insertSorted(s, 4), s)
	fmt.Println(permutations([]int{1, 2, 3}))
	fmt.Println(transpose([][]float64{{1, 2, 3}, {4, 5, 6e20}}))
	c := &Node{name: "c"}
	b := &Node{name: "b", next: []*Node{c}}
	a := &Node{name: "a", next: []*Node{b, c}}
	fmt.Println(bfs(a))
	for _, w := range fields([]byte("go  to rust")) {
		w = append(w, '!')
		fmt.Print(string(w), len(w), " ")
	}
	fmt.Println()
	fmt.Println(eval(strings.Fields("one three + dup +")))
	fmt.Println(eval([]string{"+"}))
	es := []Emp{{"x", "d", 1}, {"y", "e", 2}, {"z", "d", 3}}
	for _, e := range raise(es, "d") {
		e.Name += "!"
	}
	fmt.Println(es)
	d := []string{"b", "a", "b", "a"}
	e := dedup(d)
	fmt.Println(d, e, len(e), cap(e))
	r := &Ring{buf: make([]int, 0, 3)}
	for i := range 5 {
		r.push(i)
	}
	fmt.Println(r.all(), r.buf)
	m := []int{5, 2, 8, 1, 9, 3}
	mergeSort(m[1:])
	fmt.Println(m)
}
