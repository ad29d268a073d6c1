// Every function of package slices with nil, empty, overlapping and out-of-range arguments: results, lengths, capacities,
// panics, and what the array holds afterwards. To record a release:
//
//	GO111MODULE=off GOTOOLCHAIN=local go run . | gzip -9 > ../functions-1.N.txt.gz
//
// A release whose output is that of the one before has no file of its own.
package main

import (
	"bufio"
	"cmp"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
)

var out = bufio.NewWriter(os.Stdout)

// Slices are kept here, and so on the heap.
var keep any

// A case: base is an array of six, s a slice of it (or not), and at the end all three are printed.
type world[E any] struct {
	of   func(int) E
	to   func(E) int
	base []E
}

var ints = &world[int64]{of: func(n int) int64 { return int64(n) }, to: func(n int64) int { return int(n) }}
var texts = &world[string]{
	of: func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	},
	to: func(s string) int { n, _ := strconv.Atoi(s); return n },
}

func (w *world[E]) reset() {
	w.base = make([]E, 6)
	for i := range w.base {
		w.base[i] = w.of(i + 1)
	}
	keep = w.base
}

const kinds = 8

func (w *world[E]) slice(kind int) []E {
	switch kind {
	case 0:
		return nil
	case 1:
		return make([]E, 0)
	case 2:
		return w.base[:0]
	case 3:
		return w.base[:3]
	case 4:
		return w.base[1:4]
	case 5:
		return w.base[2:5:5]
	case 6:
		return w.base[:6]
	}
	return w.base[:3:3]
}

const values = 7

func (w *world[E]) values(kind int, s []E) []E {
	switch kind {
	case 0:
		return nil
	case 1:
		return []E{w.of(9)}
	case 2:
		return []E{w.of(8), w.of(9)}
	case 3:
		return s
	case 4:
		return w.base[1:3]
	case 5:
		return w.base[3:6]
	}
	return w.base
}

func (w *world[E]) print(s []E) {
	fmt.Fprint(out, "[")
	for i, e := range s {
		if i > 0 {
			fmt.Fprint(out, " ")
		}
		fmt.Fprint(out, w.to(e))
	}
	fmt.Fprint(out, "]")
}

// Runs one case on fresh arrays.
func (w *world[E]) run(label string, kind int, f func(s []E) []E) {
	w.reset()
	fmt.Fprint(out, label, ": ")
	defer func() {
		if err := recover(); err != nil {
			fmt.Fprint(out, err)
		}
		fmt.Fprint(out, " array ")
		w.print(w.base)
		fmt.Fprintln(out)
	}()
	s := w.slice(kind)
	keep = s
	s = f(s)
	keep = s
	w.print(s)
	fmt.Fprint(out, " ", len(s), " ", cap(s), " ", s == nil)
}

// The same for what is no slice.
func (w *world[E]) tell(label string, kind int, f func(s []E) string) {
	w.run(label, kind, func(s []E) []E {
		fmt.Fprint(out, f(s), " ")
		return s
	})
}

var later []func()

func edits[E cmp.Ordered](w *world[E]) {
	for kind := 0; kind < kinds; kind++ {
		name := func(f string, args ...any) string { return fmt.Sprint(f, kind, args) }
		for v := 0; v < values; v++ {
			for i := -2; i < 9; i++ {
				w.run(name("Insert ", i, v), kind, func(s []E) []E { return slices.Insert(s, i, w.values(v, s)...) })
			}
			for i := -1; i < 6; i++ {
				for j := -1; j < 8; j++ {
					w.run(name("Replace ", i, j, v), kind, func(s []E) []E { return slices.Replace(s, i, j, w.values(v, s)...) })
				}
			}
		}
		for i := -1; i < 7; i++ {
			for j := -1; j < 8; j++ {
				w.run(name("Delete ", i, j), kind, func(s []E) []E { return slices.Delete(s, i, j) })
			}
		}
		for _, n := range []int{-1, 0, 1, 3, 4, 50} {
			w.run(name("Grow ", n), kind, func(s []E) []E { return slices.Grow(s, n) })
		}
		w.run(name("Clip "), kind, func(s []E) []E { return slices.Clip(s) })
		w.run(name("Clone "), kind, func(s []E) []E { return slices.Clone(s) })
		w.run(name("Reverse "), kind, func(s []E) []E { slices.Reverse(s); return s })
		for n := 1; n < 4; n++ {
			half := func(s []E) []E {
				for i := range s {
					s[i] = w.of(w.to(s[i]) / n)
				}
				return s
			}
			w.run(name("Compact ", n), kind, func(s []E) []E { return slices.Compact(half(s)) })
			w.run(name("CompactFunc ", n), kind, func(s []E) []E {
				return slices.CompactFunc(s, func(a, b E) bool { return w.to(a)/n == w.to(b)/n })
			})
			// Which looks at the array, and writes to it.
			w.run(name("CompactFunc writes ", n), kind, func(s []E) []E {
				return slices.CompactFunc(s, func(a, b E) bool {
					w.base[w.to(a)%6] = w.of(w.to(w.base[n]) + 1)
					return w.to(a)%2 == w.to(b)%2
				})
			})
			w.run(name("DeleteFunc ", n), kind, func(s []E) []E {
				return slices.DeleteFunc(s, func(e E) bool { return w.to(e)%n == 0 })
			})
			w.run(name("DeleteFunc writes ", n), kind, func(s []E) []E {
				return slices.DeleteFunc(s, func(e E) bool {
					seen := 0
					for i := range w.base {
						seen += w.to(w.base[i])
					}
					w.base[w.to(e)%6] = w.of(seen % 10)
					w.base[n+1] = w.of(7)
					return seen%n == 0
				})
			})
			w.tell(name("IndexFunc writes ", n), kind, func(s []E) string {
				seen := ""
				at := slices.IndexFunc(s, func(e E) bool {
					for i := range w.base {
						seen += strconv.Itoa(w.to(w.base[i]))
					}
					w.base[w.to(e)%6] = w.of(n)
					return w.to(e) == 4
				})
				return fmt.Sprint(at, " ", seen)
			})
			w.tell(name("MinFunc writes ", n), kind, func(s []E) string {
				return fmt.Sprint(w.to(slices.MinFunc(s, func(a, b E) int {
					w.base[w.to(a)%6] = w.of(n + 20)
					return w.to(a)%n - w.to(b)%n
				})))
			})
			w.tell(name("MaxFunc writes ", n), kind, func(s []E) string {
				return fmt.Sprint(w.to(slices.MaxFunc(s, func(a, b E) int {
					w.base[w.to(a)%6] = w.of(n + 20)
					return w.to(a)%n - w.to(b)%n
				})))
			})
			w.tell(name("EqualFunc writes ", n), kind, func(s []E) string {
				return fmt.Sprint(slices.EqualFunc(s, w.base[:3], func(a, b E) bool {
					w.base[(w.to(a)+1)%6] = b
					return w.to(a)-w.to(b) < n
				}))
			})
			w.tell(name("BinarySearchFunc writes ", n), kind, func(s []E) string {
				at, found := slices.BinarySearchFunc(s, n, func(a E, n int) int {
					w.base[w.to(a)%6] = w.of(n)
					return w.to(a) - n
				})
				return fmt.Sprint(at, " ", found)
			})
			w.tell(name("IsSortedFunc writes ", n), kind, func(s []E) string {
				return fmt.Sprint(slices.IsSortedFunc(s, func(a, b E) int {
					w.base[(w.to(a)+4)%6] = w.of(n)
					return w.to(a) - w.to(b)
				}))
			})
		}
		w.tell(name("Min Max "), kind, func(s []E) string { return fmt.Sprint(w.to(slices.Min(s)), " ", w.to(slices.Max(s))) })
		w.tell(name("Max "), kind, func(s []E) string { return fmt.Sprint(w.to(slices.Max(s))) })
		for n := 0; n < 8; n++ {
			w.tell(name("Search ", n), kind, func(s []E) string {
				at, found := slices.BinarySearch(s, w.of(n))
				return fmt.Sprint(slices.Index(s, w.of(n)), " ", slices.Contains(s, w.of(n)), " ", at, " ", found)
			})
		}
		for other := 0; other < kinds; other++ {
			w.tell(name("Equal ", other), kind, func(s []E) string { return fmt.Sprint(slices.Equal(s, w.slice(other))) })
		}
		for _, f := range since22 {
			f(w, kind)
		}
	}
}

// Functions that 1.21 does not have.
var since22 []func(w any, kind int)

// Random numbers, the same in the test.
var seed = uint64(1)

func below(n int) int {
	seed = seed*6364136223846793005 + 1442695040888963407
	return int(seed>>33) % n
}

// A key, and where it was.
type pair struct{ key, at int }

var comparators = []func(a, b pair) int{
	func(a, b pair) int { return a.key - b.key },
	func(a, b pair) int { return b.key - a.key },
	func(a, b pair) int { return 0 },
	func(a, b pair) int { return -1 },
	func(a, b pair) int { return 1 },
	func(a, b pair) int { return below(3) - 1 },
	func(a, b pair) int { return (a.key-b.key+300)%3 - 1 },
	func(a, b pair) int { return (a.key+b.at)%5 - 2 },
}

func sorts() {
	for _, n := range []int{0, 1, 2, 7, 12, 13, 20, 21, 41, 49, 50, 51, 100, 130, 257, 600} {
		for shape := 0; shape < 6; shape++ {
			for c, cmp := range comparators {
				seed = uint64(n*100 + shape*10 + c)
				s := make([]pair, n)
				for i := range s {
					key := i
					switch shape {
					case 0:
						key = below(1000)
					case 1:
						key = below(4)
					case 2:
						key = i
					case 3:
						key = n - i
					case 4:
						key = i
						if below(10) == 0 {
							key = below(n)
						}
					case 5:
						key = i % 8
					}
					s[i] = pair{key, i}
				}
				t := slices.Clone(s)
				slices.SortFunc(s, cmp)
				slices.SortStableFunc(t, cmp)
				sum, stable := 0, 0
				for i := range s {
					sum = (sum*31 + s[i].at) % 1000003
					stable = (stable*31 + t[i].at) % 1000003
				}
				fmt.Fprintln(out, "sort", n, shape, c, sum, stable)
			}
		}
	}
	// Zeros of both signs and NaN, of different bits.
	for n := 1; n < 70; n += 3 {
		seed = uint64(n)
		s := make([]float64, n)
		for i := range s {
			s[i] = []float64{0, math.Copysign(0, -1), 1, math.NaN(), math.Inf(-1), -1, math.Copysign(math.NaN(), -1)}[below(7)]
		}
		few := make([]float64, 3)
		for i := range few {
			few[i] = []float64{0, math.Copysign(0, -1), 1, math.NaN(), -1}[below(5)]
		}
		fmt.Fprintln(out, "floats", few, slices.Min(few), slices.Max(few), slices.IsSorted(few), slices.Index(few, 0), slices.Equal(few, few))
		where, found := slices.BinarySearch(few, 0)
		fmt.Fprint(out, where, found, slices.Compact(few), few)
		slices.Sort(s)
		for _, f := range s {
			fmt.Fprint(out, " ", f, math.Signbit(f))
		}
		fmt.Fprintln(out)
	}
}

func main() {
	defer out.Flush()
	edits(ints)
	edits(texts)
	sorts()
}
