// The body changes the counter: the rounds are not those of the header.
package main

import "fmt"

func main() {
	out := []int{}
	back := 3
	for i := 0; i < 6; i++ {
		out = append(out, i)
		if i == 4 && back > 0 {
			i, back = 0, back-1
		}
	}
	fmt.Println(out)
}
