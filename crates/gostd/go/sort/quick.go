package sort

// quick sorts [a, b) as Go did up to 1.18: quicksort around the median of three, or of three such medians, that turns to
// heapsort after limit bad pivots. The choices are that release's, so that equal elements end up where they did there.
func quick(data Interface, a, b, limit int) {
	for b-a > 12 {
		if limit == 0 {
			heap(data, a, b)
			return
		}
		limit--
		low, high := threeWays(data, a, b)
		// The shorter part by recursion: that bounds the stack.
		if low-a < b-high {
			quick(data, a, low, limit)
			a = high
		} else {
			quick(data, high, b, limit)
			b = low
		}
	}
	if b-a > 1 {
		// One round of Shell's sort with a gap of 6.
		for i := a + 6; i < b; i++ {
			if data.Less(i, i-6) {
				data.Swap(i, i-6)
			}
		}
		insertion(data, a, b)
	}
}

// threeWays chooses a pivot and parts [a, b): less than it before low, equal in [low, high), greater from high.
func threeWays(data Interface, a, b int) (low, high int) {
	middle := int(uint(a+b) >> 1)
	if b-a > 40 {
		step := (b - a) / 8
		medianTo(data, a, a+step, a+2*step)
		medianTo(data, middle, middle-step, middle+step)
		medianTo(data, b-1, b-1-step, b-1-2*step)
	}
	medianTo(data, a, middle, b-1)

	// The pivot is at a. Less than it is [a+1, low), at most [low, i), not looked at [i, high), greater [high, b-1).
	low, high = a+1, b-1
	for low < high && data.Less(low, a) {
		low++
	}
	i := low
	for {
		for i < high && !data.Less(a, i) {
			i++
		}
		for i < high && data.Less(a, high-1) {
			high--
		}
		if i >= high {
			break
		}
		data.Swap(i, high-1)
		i++
		high--
	}
	// Few greater elements: the pivot may have many equals. Three samples tell when the part is not very short.
	equals := b-high < 5
	if !equals && b-high < (b-a)/4 {
		n := 0
		if !data.Less(a, b-1) {
			data.Swap(high, b-1)
			high++
			n++
		}
		if !data.Less(i-1, a) {
			i--
			n++
		}
		if !data.Less(middle, a) {
			data.Swap(middle, i-1)
			i--
			n++
		}
		equals = n > 1
	}
	if equals {
		// Part [low, i) into less and equal.
		for {
			for low < i && !data.Less(i-1, a) {
				i--
			}
			for low < i && data.Less(low, a) {
				low++
			}
			if low >= i {
				break
			}
			data.Swap(low, i-1)
			low++
			i--
		}
	}
	data.Swap(a, i-1)
	return i - 1, high
}

// medianTo brings the median of three elements to the place of the first.
func medianTo(data Interface, to, x, y int) {
	if data.Less(to, x) {
		data.Swap(to, x)
	}
	if data.Less(y, to) {
		data.Swap(y, to)
		if data.Less(to, x) {
			data.Swap(to, x)
		}
	}
}
