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

// merge merges the sorted [a, m) and [m, b) in place: the middle element of the longer part has its final place once
// what belongs before it in the other part is turned around with what follows it; the rest is two smaller merges.
func merge(data Interface, a, m, b int) {
	for a < m && m < b {
		var i, j, place int
		if m-a > b-m {
			i = a + (m-a)/2
			j = m + Search(b-m, func(k int) bool { return !data.Less(m+k, i) })
			place = i + j - m
		} else {
			last := m + (b-m)/2
			i = a + Search(m-a, func(k int) bool { return data.Less(last, a+k) })
			j = last + 1
			place = i + last - m
		}
		rotate(data, i, m, j)
		merge(data, a, i, place)
		a, m = place+1, j
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
