package main

import "fmt"

type big [600 << 20]byte

//go:noinline
func results() (a, b big) { return }

//go:noinline
func parameters(a, b *big) byte { return byParameter(*a, *b) }

//go:noinline
func byParameter(a, b big) byte { return a[1] + b[2] }

func unused(a, b big) { fmt.Println(a[0], b[0]) }

type table struct{ a, b big }

//go:noinline
func (t table) method() byte { return t.a[1] }

//go:noinline
func calls() byte {
	a, _ := results()
	return a[3]
}

func literal() interface{} {
	return func(a, b big) byte { return a[1] }
}

func one(a big) byte { return a[5] }

func main() {
	fmt.Println("start")
	p := new(big)
	fmt.Println(parameters(p, p), calls(), literal() != nil, one(*p))
}
