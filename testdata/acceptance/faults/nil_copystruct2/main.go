package main

type p struct {
	x, y int
	a    [4]int
	s    []int
	n    *p
	str  string
	i    interface{ M() }
	f    func(int) int
	b    bool
	f32  float32
	c    complex128
	big  [100]int
}

func (q p) val() int   { return q.y }
func (q *p) ptr() int  { return q.y }

type emb struct {
	k int
	*p
	w int
}

var sink int
var sinkp p
var sinka [4]int

func id(a ...interface{}) {}

//go:noinline
func get(q *p) {
	sinkp = *q
}

func main() {
	get(nil)
}
