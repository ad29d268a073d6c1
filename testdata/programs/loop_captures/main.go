// Closures over the variables of loops: what they allocate, and what they see.
package main

import "runtime"

var fs []func() int

func a() {
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { return i })
	}
}

func b() {
	for i := 0; i < 3; i++ {
		i := i
		fs = append(fs, func() int { return i })
	}
}

func c(s []int) {
	for i, v := range s {
		fs = append(fs, func() int { return i + v })
	}
}

func d() {
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { return i })
		if i == 1 {
			i++
		}
	}
}

func e() {
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i++; return i })
	}
}

func f() {
	for i := 0; i < 3; {
		fs = append(fs, func() int { return i })
		i++
	}
}

func g() {
	for i, j := 0, 10; i < j; i, j = i+1, j-1 {
		fs = append(fs, func() int { return i + j })
	}
}

func h() {
	for _, i := range []int{0, 1, 2} {
		fs = append(fs, func() int { return i })
	}
}

func k() {
	for i := 0; i < 3; i++ {
		p := &i
		fs = append(fs, func() int { return *p })
	}
}

func l() {
	for i := 0; i < 3; i++ {
		func() { println(i) }()
	}
}

func m() {
	for i := 0; i < 3; i++ {
		if i == 2 {
			continue
		}
		fs = append(fs, func() int { return i })
	}
}

func n() {
	for i := 0; i < 3; i++ {
		f := func() int { return i }
		println(f())
	}
}

func o() {
	for i := 0; func() bool { return i < 3 }(); i++ {
		fs = append(fs, func() int { return i })
	}
}

func mallocs(name string, f func()) {
	fs = make([]func() int, 0, 32)
	var before, after runtime.MemStats
	f()
	fs = fs[:0]
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	print(name, " ", after.Mallocs-before.Mallocs, ":")
	for _, f := range fs {
		print(" ", f())
	}
	println()
}

func main() {
	mallocs("a", a)
	mallocs("b", b)
	mallocs("c", func() { c([]int{1, 2}) })
	mallocs("d", d)
	mallocs("e", e)
	mallocs("f", f)
	mallocs("g", g)
	mallocs("h", h)
	mallocs("k", k)
	mallocs("l", l)
	mallocs("m", m)
	mallocs("n", n)
	mallocs("o", o)
}
