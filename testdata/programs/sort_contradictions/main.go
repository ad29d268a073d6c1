// Sorts with comparisons that contradict themselves: where the elements end up is the algorithm's, of each release, to the last
// swap. The generator that breaks patterns changed in Go 1.24.
package main

import (
	"fmt"
	"sort"
)

var seed = uint64(1)

func below(n int) int {
	seed = seed*6364136223846793005 + 1442695040888963407
	return int(seed>>33) % n
}

type pair struct{ key, at int }

var lesses = []func(a, b pair) bool{
	func(a, b pair) bool { return a.key < b.key },
	func(a, b pair) bool { return a.key > b.key },
	func(a, b pair) bool { return false },
	func(a, b pair) bool { return true },
	func(a, b pair) bool { return below(2) == 0 },
	func(a, b pair) bool { return (a.key-b.key+300)%3 == 0 },
	func(a, b pair) bool { return (a.key+b.at)%5 < 2 },
}

func main() {
	for _, n := range []int{7, 13, 41, 49, 50, 51, 130, 257, 600} {
		for shape := 0; shape < 5; shape++ {
			fmt.Print(n, " ", shape)
			for l, less := range lesses {
				seed = uint64(n*100 + shape*10 + l)
				s := make([]pair, n)
				for i := range s {
					key := i
					switch shape {
					case 0:
						key = below(1000)
					case 1:
						key = below(4)
					case 3:
						key = n - i
					case 4:
						key = i % 8
					}
					s[i] = pair{key, i}
				}
				if l < 3 {
					t := append([]pair(nil), s...)
					sort.SliceStable(t, func(i, j int) bool { return less(t[i], t[j]) })
					fmt.Print(" ", sum(t))
				}
				sort.Slice(s, func(i, j int) bool { return less(s[i], s[j]) })
				fmt.Print(" ", sum(s))
			}
			fmt.Println()
		}
	}
}

func sum(s []pair) int {
	sum := 0
	for _, p := range s {
		sum = (sum*31 + p.at) % 1000003
	}
	return sum
}
