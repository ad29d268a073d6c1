package main

import "fmt"

func deep(n int, s []int) {
	t := append(s, n)
	if n == 0 {
		panic("deep")
	}
	deep(n-1, t)
	fmt.Println(t)
}

func use(s []int) []int {
	t := make([]int, 1, 4)
	u := append(t, 1)
	v := append(t, 2)
	fmt.Println(t, u, v)
	return s
}

func safe() {
	keep := make([]int, 1, 10)
	defer func() {
		keep = append(keep, 3)
		keep = use(keep)
	}()
	defer func() {
		fmt.Println(recover())
	}()
	deep(3, keep)
	fmt.Println(keep)
}

func main() {
	for i := 0; i < 3; i++ {
		safe()
	}
	use(nil)
}
