// Until 1.18 a bytes.Buffer grew to exactly 2*cap+n bytes; since 1.19 to what the block holds.
//
//diff:1.18,1.19 buffer rounded
package main

import (
	"bytes"
	"fmt"
)

func main() {
	var b bytes.Buffer
	last := -1
	for i := 0; i < 1000; i++ {
		b.WriteByte('x')
		if b.Cap() != last {
			last = b.Cap()
			fmt.Println(b.Len(), last)
		}
	}
}
