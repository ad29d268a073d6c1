// Functions with the number of bounds checks that are left in them.
package main

var sink int

//go:noinline
func up(s []int) { // checks: 0
	for i := 0; i < len(s); i++ {
		sink += s[i]
	}
}

//go:noinline
func upFrom(s []int, i int) { // checks: 1
	for ; i < len(s); i++ {
		sink += s[i]
	}
}

//go:noinline
func ranged(s []int) { // checks: 0
	for i := range s {
		s[i]++
	}
}

//go:noinline
func byTwo(s []int) { // checks: 1
	for i := 0; i < len(s); i += 2 {
		sink += s[i]
	}
}

//go:noinline
func down(s []int) { // checks: 0
	for i := len(s) - 1; i >= 0; i-- {
		sink += s[i]
	}
}

//go:noinline
func downTooFar(s []int) { // checks: 1
	for i := len(s) - 1; i >= -1; i-- {
		sink += s[i]
	}
}

//go:noinline
func downFromLen(s []int) { // checks: 1
	for i := len(s); i >= 0; i-- {
		sink += s[i]
	}
}

//go:noinline
func reverse(s []int) { // checks: 0
	for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
		s[i], s[j] = s[j], s[i]
	}
}

//go:noinline
func meet(s []int, t []int) { // checks: 1
	for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
		s[i] = t[j]
	}
}

//go:noinline
func twice(s []int, k int) { // checks: 1
	s[k] = s[k] + 1
}

//go:noinline
func afterLen(s []int) { // checks: 0
	if len(s) > 2 {
		sink = s[0] + s[1] + s[2]
	}
}

//go:noinline
func afterShortLen(s []int) { // checks: 1
	if len(s) >= 2 {
		sink = s[0] + s[1] + s[2]
	}
}

//go:noinline
func notEmpty(s []int) { // checks: 0
	if len(s) == 0 {
		return
	}
	sink = s[0]
}

//go:noinline
func hint(s []int) { // checks: 1
	_ = s[3]
	sink = s[0] + s[1] + s[2] + s[3]
}

//go:noinline
func tested(s []int, i int) { // checks: 0
	if i >= 0 && i < len(s) {
		sink = s[i]
	}
}

//go:noinline
func testedUnsigned(s []int, i int) { // checks: 0
	if uint(i) < uint(len(s)) {
		sink = s[i]
	}
}

//go:noinline
func halfTested(s []int, i int) { // checks: 1
	if i < len(s) {
		sink = s[i]
	}
}

//go:noinline
func other(s, t []int) { // checks: 1
	for i := 0; i < len(s); i++ {
		sink += t[i]
	}
}

//go:noinline
func grows(s []int) { // checks: 1
	for i := 0; i < len(s); i++ {
		s = append(s[:1], s[i:]...)
		sink += s[i]
	}
}

// Some of them panic.
func try(f func()) {
	defer func() { recover() }()
	f()
}

func main() {
	five := []int{1, 2, 3, 4, 5}
	try(func() { up(five) })
	try(func() { upFrom(five, 2) })
	try(func() { ranged(five) })
	try(func() { byTwo(five) })
	try(func() { down(five) })
	try(func() { downTooFar(five) })
	try(func() { downFromLen(five) })
	try(func() { reverse(five) })
	try(func() { meet(five, five) })
	try(func() { twice(five, 2) })
	try(func() { afterLen(five) })
	try(func() { afterShortLen(five) })
	try(func() { notEmpty(five) })
	try(func() { hint(five) })
	try(func() { tested(five, 2) })
	try(func() { testedUnsigned(five, 2) })
	try(func() { halfTested(five, 2) })
	try(func() { other(five, five) })
	try(func() { grows(five) })
}
