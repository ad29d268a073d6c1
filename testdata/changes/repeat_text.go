// Too many repetitions: 1.21 changed the words of strings.Repeat and bytes.Repeat.
//
//diff:1.20,1.21 repeat text
package main

import (
	"bytes"
	"fmt"
	"strings"
)

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	n := int(^uint(0) >> 1)
	try(func() { strings.Repeat("ab", n) })
	try(func() { bytes.Repeat([]byte("ab"), n) })
}
