// Loops with loads and checks that are the same in every round: what panics first, and what is seen before it.
package main

import "fmt"

type node struct {
	x    int
	next *node
	list []int
}

var global []int
var limit = 2

func try(name string, f func() int) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println(name, "panics:", e)
		}
	}()
	fmt.Println(name, f())
}

// The write comes before the panic.
func writeFirst(a, b []int, k int) (sum int) {
	for i := 0; i < len(a); i++ {
		a[i] = 7
		sum += b[k]
	}
	return sum
}

// The check of the row comes first, though that of a[i] depends on the round.
func rowFirst(rows [][]int, k, n int) (sum int) {
	for i := 0; i < n; i++ {
		sum += rows[k][i]
	}
	return sum
}

// The first panic is that of a[i+3].
func varyingFirst(a, b []int, k int) (sum int) {
	for i := 0; i < 5; i++ {
		sum += a[i+3] + b[k]
	}
	return sum
}

func noRound(p *node, n int) (sum int) {
	for i := 0; i < n; i++ {
		sum += p.x
	}
	return sum
}

func nilAfterCheck(a []int, p *node) (sum int) {
	for i := 1; i < 4; i++ {
		sum += a[i] + p.x
	}
	return sum
}

// What is written through one pointer is read through another.
func aliased(p, q *node) (sum int) {
	for i := 0; i < 4; i++ {
		p.x = i
		sum += q.x
	}
	return sum
}

func grown(p *node) (sum int) {
	for i := 0; i < len(p.list); i++ {
		if i < 3 {
			p.list = append(p.list, i)
		}
		sum += p.list[i]
	}
	return sum
}

func called(f func()) (sum int) {
	for i := 0; i < 3; i++ {
		f()
		sum += global[1]
	}
	return sum
}

func divided(n, d int) (sum int) {
	for i := 0; i < n; i++ {
		if d != 0 {
			sum += 100 / d
		}
	}
	return sum
}

func dividedAtHead(n, d int) (sum int) {
	for i := 0; i < n; i++ {
		sum += 100 / d
	}
	return sum
}

func nested(m [][]int) (sum int) {
	for i := range m {
		for j := 0; j < len(m[i]); j++ {
			for k := 0; k < 2; k++ {
				sum += m[i][j] * m[j][i]
			}
		}
	}
	return sum
}

func broken(s []int, k int) (sum int) {
	for i := 0; ; i++ {
		if i == limit {
			break
		}
		sum += s[k]
	}
	return sum
}

func depth(p *node) int {
	if p == nil {
		return 0
	}
	return depth(p.next) + 1
}

// The end of the recursion moves while it goes on.
func moving(n int) int {
	if n < limit {
		return limit
	}
	limit++
	return moving(n-1) + moving(n-2)
}

func two(n int, s []int) (int, []int) {
	if n >= len(s) {
		return -n, s
	}
	a, t := two(n+1, s)
	b, u := two(n+2, t[:len(t)-1])
	return a + b*s[n], u
}

func ackermann(m, n int) int {
	if m == 0 {
		return n + 1
	}
	if n == 0 {
		return ackermann(m-1, 1)
	}
	return ackermann(m-1, ackermann(m, n-1))
}

func (p *node) sum() int {
	if p == nil {
		return 0
	}
	return p.x + p.next.sum()
}

func main() {
	three := []int{1, 2, 3}
	a := make([]int, 3)
	try("write first", func() int { return writeFirst(a, three, 3) })
	fmt.Println(a)
	try("row first", func() int { return rowFirst([][]int{three}, 1, 5) })
	try("row later", func() int { return rowFirst([][]int{three}, 0, 5) })
	try("row never", func() int { return rowFirst(nil, 0, 0) })
	try("varying first", func() int { return varyingFirst(three, three, 9) })
	try("varying later", func() int { return varyingFirst(make([]int, 5), three, 2) })
	try("no round", func() int { return noRound(nil, 0) })
	try("one round", func() int { return noRound(nil, 1) })
	try("nil after check", func() int { return nilAfterCheck(nil, nil) })
	try("nil after check", func() int { return nilAfterCheck(three, nil) })
	n := &node{}
	try("aliased", func() int { return aliased(n, n) })
	try("grown", func() int { return grown(&node{list: []int{5, 6}}) })
	global = []int{1, 2}
	try("called", func() int { return called(func() { global = append([]int{0}, global...) }) })
	try("called short", func() int { return called(func() { global = global[:1] }) })
	try("divided", func() int { return divided(3, 0) })
	try("divided", func() int { return dividedAtHead(0, 0) })
	try("divided", func() int { return dividedAtHead(2, 0) })
	try("nested", func() int { return nested([][]int{{1, 2}, {3, 4}}) })
	try("nested short", func() int { return nested([][]int{{1, 2}, {3}}) })
	try("broken", func() int { return broken(three, 2) })
	try("broken", func() int { return broken(nil, 2) })
	limit = 0
	try("broken", func() int { return broken(nil, 2) })

	list := &node{x: 1, next: &node{x: 2, next: &node{x: 3}}}
	fmt.Println(depth(list), depth(nil), list.sum())
	limit = 2
	fmt.Println(moving(9), limit)
	fmt.Println(two(0, []int{1, 2, 3, 4, 5, 6}))
	fmt.Println(ackermann(2, 9))
}
