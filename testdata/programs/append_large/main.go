// Large arrays that grow, seen through other slices, pointers and strings: what was left behind keeps its elements.
package main

import "fmt"

const size = 9000

var kept []int

func sum(s []int) int {
	total := 0
	for i, v := range s {
		total += v ^ i
	}
	return total
}

// alone has nobody else see its array.
func alone() []int {
	var s []int
	for i := 0; i < size; i++ {
		s = append(s, i*3)
	}
	return s
}

// copied keeps the slice as it was at some lengths.
func copied() (int, int, int) {
	var s, at5, at8 []int
	for i := 0; i < size; i++ {
		if i == 5120 {
			at5 = s
		}
		if i == 8000 {
			at8 = s
		}
		s = append(s, i)
	}
	s[0], s[5000] = -1, -2
	return sum(at5), sum(at8), sum(s)
}

// pointed keeps the address of an element.
func pointed() (int, int) {
	s := make([]int, 0, 6000)
	s = append(s, 7)
	p := &s[0]
	for i := 1; i < size; i++ {
		s = append(s, i)
	}
	*p = 99
	return *p, s[0]
}

// ranged grows what it goes over.
func ranged() (int, int) {
	s := make([]int, 6000)
	total := 0
	for i, v := range s {
		s = append(s, i)
		s[i] = -1
		total += v
	}
	return total, sum(s)
}

// doubled appends a slice to itself.
func doubled() int {
	s := []int{1, 2, 3}
	for len(s) < size {
		s = append(s, s...)
	}
	for i := 0; i < 3; i++ {
		s = append(s, s[i:i+5000]...)
	}
	return sum(s)
}

type item struct {
	key  int
	name string
	link *item
}

// items appends elements of the slice itself, which hold pointers.
func items() int {
	s := []item{{1, "one", nil}}
	for i := 0; len(s) < 2500; i++ {
		s = append(s, s[i], item{i, fmt.Sprint(i), &s[0]})
	}
	total := 0
	for _, it := range s {
		total += it.key + len(it.name)
		if it.link != nil {
			total += it.link.key
		}
	}
	return total
}

// exchanged has two slices take turns.
func exchanged() (int, int) {
	var a, b []int
	for i := 0; i < size; i++ {
		a = append(a, i)
		a, b = b, a
	}
	return sum(a), sum(b)
}

// forked goes on with one of two slices, which may be the same.
func forked(same bool) (int, int) {
	a, b := make([]int, 5000, 5001), make([]int, 5000, 5001)
	if same {
		b = a
	}
	for i := 0; i < size; i++ {
		b = append(b, i)
	}
	a = append(a, 1)
	a[0] = 5
	return sum(a), sum(b)
}

// stored puts the slice where all can see it, now and then.
func stored() int {
	var s []int
	total := 0
	for i := 0; i < size; i++ {
		s = append(s, i)
		if i%4096 == 0 {
			total += sum(kept)
			kept = s
		}
	}
	return total + sum(kept)
}

// deferred panics while it grows, and looks at what there is.
func deferred() (s []int, total int) {
	defer func() {
		recover()
		total = sum(s)
	}()
	var zero int
	for i := 0; ; i++ {
		s = append(s, i)
		if i == size {
			s[0] = 1 / zero
		}
	}
}

// captured grows in a function that another one shares.
func captured() int {
	var s []int
	grow := func(v int) { s = append(s, v) }
	seen := func() int { return len(s) + s[0] }
	total := 0
	for i := 1; i < size; i++ {
		grow(i)
		if i%3000 == 0 {
			total += seen()
		}
	}
	return total
}

// chained appends to the result of an append, and to the same slice twice.
func chained() (int, int) {
	s := make([]int, 0, 5000)
	for i := 0; i < size; i += 2 {
		s = append(append(s, i), i+1)
	}
	full := s[:len(s):len(s)]
	a, b := append(full, 1), append(full, 2)
	return a[len(s)] + sum(a), b[len(s)] + sum(b)
}

// text makes a string while the bytes grow.
func text() (string, string) {
	var b []byte
	early := ""
	for i := 0; i < 5*size; i++ {
		b = append(b, byte('a'+i%26))
		if i == 44000 {
			early = string(b)
		}
	}
	b[0] = '!'
	return early[:5] + early[43995:], string(b[:5])
}

// two grow side by side.
func two() (int, int, int) {
	var a []int
	var b []string
	for i := 0; i < size; i++ {
		a = append(a, i)
		b = append(b, "text"[i%4:])
	}
	total := 0
	for _, s := range b {
		total += len(s)
	}
	return sum(a), total, cap(a)
}

func main() {
	for round := 0; round < 2; round++ {
		fmt.Println(sum(alone()), cap(alone()))
		fmt.Println(copied())
		fmt.Println(pointed())
		fmt.Println(ranged())
		fmt.Println(doubled())
		fmt.Println(items())
		fmt.Println(exchanged())
		fmt.Println(forked(false))
		fmt.Println(forked(true))
		fmt.Println(stored())
		s, total := deferred()
		fmt.Println(len(s), total)
		fmt.Println(captured())
		fmt.Println(chained())
		fmt.Println(text())
		fmt.Println(two())
	}
}
