// A loop of goto: its rounds are not counted.
package main

import "fmt"

func main() {
	out := []int{}
again:
	out = append(out, len(out))
	if len(out) < 9 {
		goto again
	}
	fmt.Println(out)
}
