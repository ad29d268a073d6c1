// Assignments of what is in a variable to another place in it: what it holds does not escape by them.
package main

type pair struct {
	a, b []int
	next *pair
}

type stack struct {
	items []int
	rows  [][]int
	arr   *[4]int
	own   [4]int
}

//go:noinline
func (s *stack) pop() int {
	x := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x
}

//go:noinline
func (s *stack) rest() { s.items = s.items[1:] }

//go:noinline
func (p *pair) swap() { p.a, p.b = p.b, p.a }

//go:noinline
func (p *pair) same() { p.a = p.b }

//go:noinline
func (p *pair) deep() { p.next.a = p.next.b }

//go:noinline
func (p *pair) other(q *pair) { p.a = q.b }

//go:noinline
func (p *pair) through() { p.a = p.next.a }

//go:noinline
func reverse(s [][]int) {
	for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
		s[i], s[j] = s[j], s[i]
	}
}

//go:noinline
func shift(s [][]int, n int) {
	for i := 0; i+n < len(s); i++ {
		s[i] = s[i+n]
	}
}

//go:noinline
func (s *stack) turn(i, j int) {
	s.rows[i&1] = s.rows[j&1]
	s.rows[i&1], s.rows[j&1] = s.rows[j&1], s.rows[i&1]
}

func one() int { return 1 }

//go:noinline
func called(s [][]int) { s[0] = s[one()] }

var at int

//go:noinline
func next() int { at = 1 - at; return at }

//go:noinline
func unsure(s [][]int) { s[0] = s[next()] }

//go:noinline
func (s *stack) array() { s.items = s.arr[1:3] }

//go:noinline
func (s *stack) embedded() { s.items = s.own[1:3] }

//go:noinline
func advance(p *[]int) { *p = (*p)[1:] }

//go:noinline
func field(p *pair) { p.a = p.b[:1] }

func inlined(s *stack) { s.items = s.items[:len(s.items)-1] }

func list() []int {
	var s []int
	s = append(s, 1)
	s = append(s, 2)
	return s
}

func main() {
	{
		var s []int
		s = append(s, 1, 2)
		st := stack{items: s}
		println("pop", st.pop(), cap(s))
	}
	{
		var s []int
		s = append(s, 1)
		st := stack{items: s}
		st.rest()
		println("rest", cap(s))
	}
	{
		var s, t []int
		s = append(s, 1)
		t = append(t, 1)
		p := pair{a: s, b: t}
		p.swap()
		println("swap", cap(s), cap(t))
	}
	{
		var s []int
		s = append(s, 1)
		p := pair{b: s}
		p.same()
		println("same", cap(s))
	}
	{
		var s []int
		s = append(s, 1)
		p := pair{next: &pair{b: s}}
		p.deep()
		println("deep", cap(s))
	}
	{
		var s []int
		s = append(s, 1)
		p := pair{b: s}
		var q pair
		q.other(&p)
		println("other", cap(s))
	}
	{
		var s []int
		s = append(s, 1)
		p := pair{next: &pair{a: s}}
		p.through()
		println("through", cap(s))
	}
	{
		var s, t []int
		s = append(s, 1)
		t = append(t, 1)
		rows := [][]int{s, t}
		reverse(rows)
		println("reverse", cap(s), cap(t))
	}
	{
		var s, t []int
		s = append(s, 1)
		t = append(t, 1)
		rows := [][]int{s, t}
		shift(rows, 1)
		println("shift", cap(s), cap(t))
	}
	{
		var s, t []int
		s = append(s, 1)
		t = append(t, 1)
		st := stack{rows: [][]int{s, t}}
		st.turn(0, 1)
		println("turn", cap(s), cap(t))
	}
	{
		var s, t []int
		s = append(s, 1)
		t = append(t, 1)
		called([][]int{s, t})
		println("called", cap(s), cap(t))
	}
	{
		var s, t []int
		s = append(s, 1)
		t = append(t, 1)
		unsure([][]int{s, t})
		println("unsure", cap(s), cap(t))
	}
	{
		var s []int
		s = append(s, 1)
		st := stack{arr: &[4]int{}, items: s}
		st.array()
		println("array", cap(s), cap(st.items))
	}
	{
		var s []int
		s = append(s, 1)
		st := stack{items: s}
		st.embedded()
		println("embedded", cap(s), cap(st.items))
	}
	{
		var s []int
		s = append(s, 1)
		advance(&s)
		println("advance", cap(s))
	}
	{
		var s []int
		s = append(s, 1)
		p := pair{b: s}
		field(&p)
		println("field", cap(s))
	}
	{
		var s []int
		s = append(s, 1)
		st := stack{items: s}
		inlined(&st)
		println("inlined", cap(s), cap(st.items))
	}
	{
		rows := make([][]int, 2)
		for i := range rows {
			rows[i] = append(rows[i], i)
		}
		rows[0], rows[1] = rows[1], rows[0]
		println("rows", cap(rows[0]), cap(list()))
	}
}
