// Nothing in the loop can end it early, nor in what it calls: n rounds are n elements.
package main

import (
	"fmt"
	"strconv"
)

func square(i int) int { return i * i }

func squares(n int) []string {
	got := []string{}
	for i := 0; i < n; i++ {
		got = append(got, strconv.Itoa(square(i)))
	}
	return got
}

func main() {
	fmt.Println(len(squares(0)), squares(9))
}
