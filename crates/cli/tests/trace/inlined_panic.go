package main

func f(s []int, i int) int { return s[i] }

func g(s []int) int {
	t := f(s, 5)
	return t + 1
}

func main() {
	s := []int{1, 2}
	println(g(s))
}
