// Two runs differ, so that no run proves anything.
package main

import "fmt"

func main() {
	out := []int{}
	for i := 0; i < 5; i++ {
		out = append(out, i)
	}
	fmt.Printf("%p\n", new([]int))
	fmt.Println(out)
}
