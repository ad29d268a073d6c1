// A function literal appends: how often it is called is not known.
package main

import "fmt"

func main() {
	out := []int{}
	add := func(x int) { out = append(out, x) }
	for i := 0; i < 5; i++ {
		add(i)
	}
	fmt.Println(out)
}
