// The row is made anew each time, and kept when it is full: no room is shared.
package main

import "fmt"

func main() {
	rows := [][]int{}
	for i := 0; i < 3; i++ {
		row := []int{}
		for j := 0; j < 5; j++ {
			row = append(row, i*j)
		}
		rows = append(rows, row)
	}
	fmt.Println(rows)
}
