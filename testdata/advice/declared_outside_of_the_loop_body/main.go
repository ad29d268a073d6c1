// The declaration is edited, not a line of the loop body.
package main

import "fmt"

func main() {
	words := []string{"a", "b", "c", "d", "e"}
	lines := []string{}
	for _, w := range words {
		w += "!"
		lines = append(lines, w)
	}
	fmt.Println(lines)
}
