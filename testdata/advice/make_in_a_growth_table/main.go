// make([]int, i, i) in a loop, to see capacities: nothing to save.
package main

import "fmt"

func main() {
	for i := 1; i < 4; i++ {
		s := make([]int, i, i)
		s = append(s, 1)
		fmt.Println(len(s), cap(s))
	}
}
