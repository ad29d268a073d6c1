// The type is named as in the source: []byte.
package main

import "fmt"

func initials(words []string) string {
	out := []byte{}
	for _, w := range words {
		out = append(out, w[0])
	}
	return string(out)
}

func main() {
	fmt.Println(initials([]string{"go", "is", "exact", "about", "slices", "and", "rust", "too", "now"}))
}
