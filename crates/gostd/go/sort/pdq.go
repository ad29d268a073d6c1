package sort

import "internal/release"

// Which way the data seems to be ordered.
const (
	unknown = iota
	increasing
	decreasing
)

// Sort sorts in ascending order; equal elements may change places. It is the pattern-defeating quicksort that Go has
// since 1.19, and before the older quicksort, with the same choices, so that equal elements end up where they do there.
func Sort(data Interface) {
	n := data.Len()
	if release.Minor() < 19 {
		quick(data, 0, n, 2*bitLen(n))
		return
	}
	pdq(data, 0, n, bitLen(n))
}

func bitLen(n int) int {
	length := 0
	for ; n > 0; n >>= 1 {
		length++
	}
	return length
}

// pdq sorts [a, b); after limit bad pivots it turns to heapsort.
func pdq(data Interface, a, b, limit int) {
	balanced, partitioned := true, true
	for {
		n := b - a
		if n <= 12 {
			insertion(data, a, b)
			return
		}
		if limit == 0 {
			heap(data, a, b)
			return
		}
		if !balanced {
			breakPatterns(data, a, b)
			limit--
		}
		pivot, hint := choosePivot(data, a, b)
		if hint == decreasing {
			for i, j := a, b-1; i < j; i, j = i+1, j-1 {
				data.Swap(i, j)
			}
			pivot = b - 1 - (pivot - a)
			hint = increasing
		}
		if balanced && partitioned && hint == increasing && partialInsertion(data, a, b) {
			return
		}
		// All elements are at least the one before a: if that is the pivot's equal, there are many of them.
		if a > 0 && !data.Less(a-1, pivot) {
			a = partitionEqual(data, a, b, pivot)
			continue
		}
		middle, already := partition(data, a, b, pivot)
		partitioned = already
		left, right := middle-a, b-middle
		if left < right {
			balanced = left >= n/8
			pdq(data, a, middle, limit)
			a = middle + 1
		} else {
			balanced = right >= n/8
			pdq(data, middle+1, b, limit)
			b = middle
		}
	}
}

func insertion(data Interface, a, b int) {
	for i := a + 1; i < b; i++ {
		for j := i; j > a && data.Less(j, j-1); j-- {
			data.Swap(j, j-1)
		}
	}
}

func heap(data Interface, a, b int) {
	n := b - a
	for i := (n - 1) / 2; i >= 0; i-- {
		siftDown(data, i, n, a)
	}
	for i := n - 1; i >= 0; i-- {
		data.Swap(a, a+i)
		siftDown(data, 0, i, a)
	}
}

func siftDown(data Interface, root, n, first int) {
	for {
		child := 2*root + 1
		if child >= n {
			return
		}
		if child+1 < n && data.Less(first+child, first+child+1) {
			child++
		}
		if !data.Less(first+root, first+child) {
			return
		}
		data.Swap(first+root, first+child)
		root = child
	}
}

// partition puts what is less than the pivot before it; also says whether that was so already.
func partition(data Interface, a, b, pivot int) (middle int, already bool) {
	data.Swap(a, pivot)
	i, j := a+1, b-1
	already = true
	for {
		for i <= j && data.Less(i, a) {
			i++
		}
		for i <= j && !data.Less(j, a) {
			j--
		}
		if i > j {
			break
		}
		already = false
		data.Swap(i, j)
		i++
		j--
	}
	data.Swap(j, a)
	return j, already
}

// partitionEqual puts what equals the pivot first, and gives where that ends.
func partitionEqual(data Interface, a, b, pivot int) int {
	data.Swap(a, pivot)
	i, j := a+1, b-1
	for {
		for i <= j && !data.Less(a, i) {
			i++
		}
		for i <= j && data.Less(a, j) {
			j--
		}
		if i > j {
			return i
		}
		data.Swap(i, j)
		i++
		j--
	}
}

// partialInsertion repairs a few pairs that are out of order; false if that does not sort the data.
func partialInsertion(data Interface, a, b int) bool {
	i := a + 1
	for step := 0; step < 5; step++ {
		for i < b && !data.Less(i, i-1) {
			i++
		}
		if i == b {
			return true
		}
		if b-a < 50 {
			return false
		}
		data.Swap(i, i-1)
		if i-a >= 2 {
			for j := i - 1; j >= 1 && data.Less(j, j-1); j-- {
				data.Swap(j, j-1)
			}
		}
		if b-i >= 2 {
			for j := i + 1; j < b && data.Less(j, j-1); j++ {
				data.Swap(j, j-1)
			}
		}
	}
	return false
}

// breakPatterns swaps three elements near the middle with arbitrary ones.
func breakPatterns(data Interface, a, b int) {
	n := b - a
	if n < 8 {
		return
	}
	random := uint64(n)
	mask := uint64(1)<<uint(bitLen(n)) - 1
	at := a + n/4*2 - 1
	// The generator of 1.19 to 1.23 was less random (sort.go, xorshift.Next).
	old := release.Minor() < 24
	for i := 0; i < 3; i++ {
		random ^= random << 13
		if old {
			random ^= random >> 17
			random ^= random << 5
		} else {
			random ^= random >> 7
			random ^= random << 17
		}
		other := int(random & mask)
		if other >= n {
			other -= n
		}
		data.Swap(at+i, a+other)
	}
}

// choosePivot takes the median of three, of three medians in longer data; how many swaps that takes hints at the order.
func choosePivot(data Interface, a, b int) (pivot int, hint int) {
	n := b - a
	swaps := 0
	i, j, k := a+n/4, a+n/4*2, a+n/4*3
	if n >= 8 {
		if n >= 50 {
			i = median(data, i-1, i, i+1, &swaps)
			j = median(data, j-1, j, j+1, &swaps)
			k = median(data, k-1, k, k+1, &swaps)
		}
		j = median(data, i, j, k, &swaps)
	}
	switch swaps {
	case 0:
		return j, increasing
	case 12:
		return j, decreasing
	}
	return j, unknown
}

func median(data Interface, a, b, c int, swaps *int) int {
	a, b = inOrder(data, a, b, swaps)
	b, _ = inOrder(data, b, c, swaps)
	_, b = inOrder(data, a, b, swaps)
	return b
}

func inOrder(data Interface, a, b int, swaps *int) (int, int) {
	if data.Less(b, a) {
		*swaps++
		return b, a
	}
	return a, b
}
