package main

func main() {
	s := make([]int, 1, 2)
	s = append(s, 2)
	i := 5
	s[i] = 1
}
