// The lengths of both are added.
package main

import "fmt"

func join(a, b []string) []string {
	out := make([]string, 0)
	out = append(out, a...)
	out = append(out, b...)
	return out
}

func main() {
	fmt.Println(join([]string{"a", "b", "c"}, []string{"d", "e"}))
}
