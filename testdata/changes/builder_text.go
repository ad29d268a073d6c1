// A strings.Builder that grows too large: until 1.20 the capacity was at fault, since 1.21 the length.
//
//diff:1.20,1.21 builder text
package main

import (
	"fmt"
	"strings"
)

func main() {
	defer func() { fmt.Println(recover()) }()
	var b strings.Builder
	b.Grow(int(^uint(0) >> 1))
	fmt.Println(b.Cap())
}
