package main

import "fmt"

type P struct{ x, y int }

var gi = 1
var gp = P{1, 1}

func change() int { gi++; gp.x++; return gi }

func main() {
	a, b, c := &P{gi, 1}, change(), &P{gi, 2}
	fmt.Println(*a, b, *c)
	d, e, f := &gp, change(), &[]int{gi}
	fmt.Println(*d, e, *f)
	g, h, i := new(gi), change(), new(gi)
	fmt.Println(*g, h, *i)
	j, k, l := new(gp), change(), new(P{gi, gi})
	fmt.Println(*j, k, *l)
	m, n := &[2]int{gi, change()}, &[]P{{gi, change()}}
	fmt.Println(*m, *n)
	fmt.Println((&P{gi, gi}).x, change(), (&P{gi, gi}).y, *new(int), *new(gi))
	fmt.Println([]*P{{gi, 1}, {change(), gi}}[0].x, (*&[]int{gi, change()})[0])
}
