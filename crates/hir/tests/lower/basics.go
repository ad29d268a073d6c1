package main

import "fmt"

const big = 1 << 40

type Celsius float64

func add(a, b int) int { return a + b }

func two() (int, string) { return 1, "x" }

func variadic(prefix string, rest ...interface{}) int { return len(rest) }

func named(n int) (sum int, err error) {
	for i := 0; i < n; i++ {
		sum += i
	}
	if sum > 10 {
		return
	}
	return sum * 2, nil
}

func main() {
	x := add(1, 2)
	var c Celsius = 3
	c *= 2.5
	fmt.Println("hello", x, c, big)
	fmt.Println(two())
	s := []int{1, 2, 5: 6}
	s = append(s, x, 4)
	s = append(s, s...)
	s = append(s, make([]int, x)...)
	b := append([]byte(nil), "text"...)
	t := s[1:2:3]
	a, str := two()
	a, y := a+1, s[0]
	s[0], s[1] = s[1], s[0]
	var e error
	if e == nil && str != "" || x<<3 > a {
		println("no error", a, y, len(t), cap(b))
	}
	str += "a" + str + "b"
	n := copy(s, t)
	_ = n
	_ = variadic("none")
	_, _ = variadic("some", 1, 'x', 2.5, nil), e
	p := new(int)
	*p++
	arr := [3]string{2: "c"}
	arr[x%3] += "d"
	pa := &arr
	pa[0] = "e"
	fmt.Println(pa[1:], string(b), []rune("x"), float32(x)/3)
}
