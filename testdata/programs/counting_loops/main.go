package main

import "fmt"

// Loops whose checks can go and whose rounds can be joined, beside loops that only look so.

func sum(s []int) int {
	t := 0
	for i := 0; i < len(s); i++ {
		t += s[i]
	}
	return t
}

func sumTo(s []int, n int) (t int) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println("  ", e)
			t = -1
		}
	}()
	for i := 0; i < n; i++ {
		t += s[i]
	}
	return t
}

func sumFrom(s []int, start int) (t int) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println("  ", e)
		}
	}()
	for i := start; i < len(s); i++ {
		t += s[i]
	}
	return t
}

func shrinking(s []int) (t int) {
	for i := 0; i < len(s); i++ {
		t += s[i]
		s = s[:len(s)-1]
	}
	return t
}

func otherLength(s, u []int) (t int) {
	defer func() { fmt.Println("  ", recover()) }()
	for i := 0; i < len(s); i++ {
		t += u[i]
	}
	return t
}

func steps(s []int) (t int) {
	for i := 0; i < len(s); i += 3 {
		t += s[i]
	}
	return t
}

func fill(s []byte) {
	for i := range s {
		s[i] = byte(i * i)
	}
}

func dot(a, b []float64) (t float64) {
	b = b[:len(a)]
	for i := 0; i < len(a); i++ {
		t += a[i] * b[i]
	}
	return t
}

func shift(s []int) {
	for i := 0; i < len(s)-1; i++ {
		s[i] = s[i+1]
	}
}

func fibs(n int) (a, b int) {
	a, b = 0, 1
	for i := 0; i < n; i++ {
		a, b = b, a+b
	}
	return a, b
}

func count(limit int) (n, last int) {
	for i := 0; i < limit; i++ {
		n++
		last = i
	}
	return n, last
}

func main() {
	for n := 0; n < 35; n++ {
		s := make([]int, n)
		for i := range s {
			s[i] = i*7 + 1
		}
		b := make([]byte, n)
		fill(b)
		x, y := fibs(n)
		c, last := count(n)
		fmt.Println(n, sum(s), sumTo(s, n), sumFrom(s, 2), shrinking(s), steps(s), b, x, y, c, last)
		shift(s)
		fmt.Println(s)
	}
	s := []int{1, 2, 3}
	fmt.Println(sumTo(s, 20), sumTo(s, -5))
	fmt.Println(sumFrom(s, -1), sumFrom(s, 5))
	fmt.Println(otherLength(make([]int, 12), s))
	fmt.Println(dot([]float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}))
	fmt.Println(count(-9223372036854775808))
	t := 0
	for i := 0; i < len("hello, world"); i++ {
		t += int("hello, world"[i])
	}
	fmt.Println(t)
}
