package sort

// Stable sorts and keeps equal elements in order.
func Stable(data Interface) {
	n := data.Len()
	block := 20
	for a := 0; a < n; a += block {
		b := a + block
		if b > n {
			b = n
		}
		insertion(data, a, b)
	}
	for ; block < n; block *= 2 {
		for a := 0; a+block < n; a += 2 * block {
			b := a + 2*block
			if b > n {
				b = n
			}
			merge(data, a, a+block, b)
		}
	}
}

// merge merges the sorted [a, m) and [m, b) in place: it splits the longer part in the middle, finds where that belongs
// in the other, turns what is between around, and goes on with the two halves.
func merge(data Interface, a, m, b int) {
	for a < m && m < b {
		if m-a == 1 && b-m == 1 {
			if data.Less(m, a) {
				data.Swap(a, m)
			}
			return
		}
		var i, j int
		if m-a > b-m {
			i = a + (m-a)/2
			j = m + Search(b-m, func(k int) bool { return !data.Less(m+k, i) })
		} else {
			j = m + (b-m)/2
			i = a + Search(m-a, func(k int) bool { return data.Less(j, a+k) })
			j++
		}
		rotate(data, i, m, j)
		middle := i + (j - m)
		merge(data, a, i, middle)
		a, m = middle, j
		if a == m || m == b {
			return
		}
		if middle-i == 0 && j == m {
			return
		}
	}
}

// rotate exchanges [a, m) and [m, b).
func rotate(data Interface, a, m, b int) {
	turn(data, a, m)
	turn(data, m, b)
	turn(data, a, b)
}

func turn(data Interface, a, b int) {
	for b--; a < b; a, b = a+1, b-1 {
		data.Swap(a, b)
	}
}
