// Closures that inlined functions give back still hold their variables; those that are only called here do not.
package main

func counter() func() []int {
	var z []int
	return func() []int {
		z = append(z, len(z))
		return z
	}
}

func f() {
	next := counter()
	_, x := next(), next()
	println(len(x), cap(x))
}

func g() {
	next := counter()
	next()
	x := next()
	println(len(x), cap(x))
}

func h() {
	var z []int
	next := func() []int {
		z = append(z, len(z))
		return z
	}
	next()
	x := next()
	println(len(x), cap(x))
}

func k() {
	n := 0
	next := func() int {
		n++
		return n
	}
	next()
	println(next())
}

func main() {
	f()
	g()
	h()
	k()
}
