// What package sort does, with the places of equal elements.
package main

import (
	"fmt"
	"sort"
)

type item struct{ key, at int }

func items(n, keys, seed int) []item {
	x := make([]item, n)
	r := uint32(seed*7919 + 1)
	for i := range x {
		r = r*1664525 + 1013904223
		x[i] = item{int(r>>16) % keys, i}
	}
	return x
}

func sum(x []item) int {
	n := 0
	for _, it := range x {
		n = n*31 + it.key*7 + it.at
	}
	return n
}

type byKey []item

func (x byKey) Len() int           { return len(x) }
func (x byKey) Less(i, j int) bool { return x[i].key < x[j].key }
func (x byKey) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }

func main() {
	for _, n := range []int{0, 1, 2, 11, 12, 13, 20, 49, 50, 51, 100, 500, 3000} {
		for _, keys := range []int{1, 2, 5, 1000} {
			for seed := 0; seed < 3; seed++ {
				x := items(n, keys, seed)
				sort.Sort(byKey(x))
				fmt.Print(sum(x), " ", sort.IsSorted(byKey(x)), " ")
				x = items(n, keys, seed)
				sort.Slice(x, func(i, j int) bool { return x[i].key > x[j].key })
				fmt.Print(sum(x), " ")
				x = items(n, keys, seed)
				sort.SliceStable(x, func(i, j int) bool { return x[i].key < x[j].key })
				fmt.Print(sum(x), " ")
				x = items(n, keys, seed)
				sort.Stable(sort.Reverse(byKey(x)))
				fmt.Println(sum(x))
			}
		}
		// Patterns: ascending, descending, saw tooth, organ pipe.
		for pattern := 0; pattern < 4; pattern++ {
			x := make([]item, n)
			for i := range x {
				switch pattern {
				case 0:
					x[i] = item{i / 2, i}
				case 1:
					x[i] = item{(n - i) / 2, i}
				case 2:
					x[i] = item{i % 7, i}
				case 3:
					x[i] = item{i * (n - i), i}
				}
			}
			sort.Sort(byKey(x))
			fmt.Print(sum(x), " ")
		}
		fmt.Println()
	}
	ints := []int{5, 2, 8, -1, 0}
	sort.Ints(ints)
	fmt.Println(ints, sort.SearchInts(ints, 2), sort.SearchInts(ints, 3), sort.SearchInts(ints, 100), sort.IntsAreSorted(ints))
	words := []string{"pear", "apple", "fig"}
	sort.Strings(words)
	fmt.Println(words, sort.SearchStrings(words, "fig"), sort.StringsAreSorted(words))
	floats := []float64{2.5, -1, 0, 1e9}
	sort.Sort(sort.Reverse(sort.Float64Slice(floats)))
	fmt.Println(floats, sort.Float64sAreSorted(floats))
	fmt.Println(sort.Search(100, func(i int) bool { return i*i >= 50 }))
	fmt.Println(sort.Find(3, func(i int) int { return 1 - i }))
	fmt.Println(sort.SliceIsSorted(words, func(i, j int) bool { return words[i] < words[j] }))
}
