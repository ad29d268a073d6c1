package main

import "fmt"

type point struct{ x, y int }

func fill(n int) []string {
	var s []string
	for i := 0; i < n; i++ {
		s = append(s, "x")
	}
	return s
}

func main() {
	for i := 0; i < 5; i++ {
		fmt.Println(len(fill(20)))
	}
	var 世界 []int // wide
	for i := 0; i < 3000; i++ {
		世界 = append(世界, i)
	}
	var q []point
	for i := 0; i < 100; i++ {
		q = append(q, point{i, i})
		if len(q) > 3 {
			q = q[1:]
		}
	}
	b := []byte("hello")
	b = append(b, " world"...)
	r := []rune("世界")
	n := copy(r, []rune("ab"))
	clear(b)
	m := [3]int{1, 2, 3}
	w := m[:2]
	w = append(w, 5)
	fmt.Println(len(世界), len(q), len(b), string(r), n, m, w)
	var rows [][]int
	for i := 0; i < 4; i++ {
		row := make([]int, 0, 2)
		row = append(row, i, i, i)
		rows = append(rows, row)
	}
	fmt.Println(rows)
}
