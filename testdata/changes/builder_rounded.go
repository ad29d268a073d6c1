// strings.Builder.Grow: exactly 2*cap+n bytes until 1.22, what the block holds since 1.23.
//
//diff:1.22,1.23 builder rounded
package main

import (
	"fmt"
	"strings"
)

func main() {
	var b strings.Builder
	b.Grow(50)
	fmt.Println(b.Cap())
	b.WriteString(strings.Repeat("x", 50))
	b.Grow(20)
	fmt.Println(b.Cap())
}
