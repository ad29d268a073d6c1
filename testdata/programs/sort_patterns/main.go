// Sorts of patterned data of many lengths: whatever the algorithm of the release, the result is ordered and has the elements
// that were there. Few different values, so that parts are all equal; sorted, reversed and organ-pipe data; and a comparison
// that makes quicksort's pivots bad, so that heapsort takes over.
package main

import (
	"fmt"
	"sort"
)

type pair struct{ key, id int }

func check(name string, data []pair) {
	n := len(data)
	sort.Slice(data, func(i, j int) bool { return data[i].key < data[j].key })
	seen := make([]bool, n)
	for i, p := range data {
		if i > 0 && p.key < data[i-1].key {
			fmt.Println(name, n, "is not sorted at", i)
			return
		}
		if seen[p.id] {
			fmt.Println(name, n, "has an element twice:", p.id)
			return
		}
		seen[p.id] = true
	}
}

// adversary answers comparisons so that the elements compared most turn out small (McIlroy's "A killer adversary for quicksort").
type adversary struct {
	val, at                []int
	solid, candidate, calls int
}

func (a *adversary) Len() int { return len(a.at) }
func (a *adversary) Less(i, j int) bool {
	a.calls++
	x, y := a.at[i], a.at[j]
	gas := len(a.val)
	if a.val[x] == gas && a.val[y] == gas {
		freeze := y
		if x == a.candidate {
			freeze = x
		}
		a.val[freeze] = a.solid
		a.solid++
	}
	if a.val[x] == gas {
		a.candidate = x
	} else if a.val[y] == gas {
		a.candidate = y
	}
	return a.val[x] < a.val[y]
}
func (a *adversary) Swap(i, j int) { a.at[i], a.at[j] = a.at[j], a.at[i] }

func main() {
	random := uint32(1)
	for n := 0; n < 400; n += 1 + n/9 {
		for name, key := range []func(i int) int{
			func(i int) int { return i },
			func(i int) int { return n - i },
			func(i int) int { return i % 3 },
			func(i int) int { return 7 },
			func(i int) int {
				if i < n/2 {
					return i
				}
				return n - i
			},
			func(i int) int { return i / 10 },
			func(i int) int {
				random = random*1664525 + 1013904223
				return int(random >> 16)
			},
			func(i int) int {
				random = random*1664525 + 1013904223
				return int(random>>16) % 8
			},
		} {
			data := make([]pair, n)
			for i := range data {
				data[i] = pair{key(i), i}
			}
			check(fmt.Sprint("pattern ", name), data)
		}
	}
	const n = 2000
	a := &adversary{val: make([]int, n), at: make([]int, n)}
	for i := range a.val {
		a.val[i], a.at[i] = n, i
	}
	sort.Sort(a)
	fmt.Println("not quadratic:", a.calls < n*n/10)
	for i := 1; i < n; i++ {
		if a.val[a.at[i]] < a.val[a.at[i-1]] {
			fmt.Println("the adversary's data is not sorted at", i)
		}
	}
	fmt.Println("done")
}
