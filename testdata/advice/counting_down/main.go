// From the last index down to 0: as many rounds as there are elements.
package main

import "fmt"

func reversed(xs []string) []string {
	out := []string{}
	for i := len(xs) - 1; i >= 0; i-- {
		out = append(out, xs[i])
	}
	return out
}

func main() {
	fmt.Println(reversed([]string{"a", "b", "c", "d"}))
}
