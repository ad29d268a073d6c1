// Each round begins anew with the same array: room for one round is enough.
package main

import "fmt"

func main() {
	lines := []string{"ab", "cdefgh", "ijk"}
	buf := []byte{}
	for _, line := range lines {
		buf = buf[:0]
		for i := 0; i < 40; i++ {
			buf = append(buf, line[i%len(line)])
		}
		fmt.Println(string(buf))
	}
}
