// The input of the run is given to the edited program.
package main

import (
	"bufio"
	"fmt"
	"os"
)

func main() {
	in := bufio.NewScanner(os.Stdin)
	words := []string{}
	for in.Scan() {
		words = append(words, in.Text())
	}
	long := []string{}
	for _, w := range words {
		long = append(long, w+w)
	}
	fmt.Println(long)
}
