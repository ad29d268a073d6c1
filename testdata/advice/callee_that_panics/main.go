// at panics long before n rounds, and the caller goes on: memory for n elements might not exist.
package main

import (
	"fmt"
	"os"
)

func at(xs []int, i int) int { return xs[i] }

func first(xs []int, n int) (count int) {
	defer func() {
		if recover() != nil {
			count = -1
		}
	}()
	got := []int{}
	for i := 0; i < n; i++ {
		got = append(got, at(xs, i))
	}
	return len(got)
}

func main() {
	xs := []int{1, 2, 3, 4, 5}
	fmt.Println(first(xs, 5))
	if len(os.Args) > 1 {
		fmt.Println(first(xs, 1<<44))
	}
}
