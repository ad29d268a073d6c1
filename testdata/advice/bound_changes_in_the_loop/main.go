// What is ranged over grows while the loop runs.
package main

import "fmt"

func main() {
	queue := []int{5}
	seen := []int{}
	for len(queue) > 0 {
		x := queue[0]
		queue = queue[1:]
		seen = append(seen, x)
		if x > 0 {
			queue = append(queue, x-1)
		}
	}
	fmt.Println(seen)
}
