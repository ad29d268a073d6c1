package sort

import "unsafe"

// sliceLen is the length of the slice in x, -1 if it is none.
func sliceLen(x any) int

// swapElements exchanges two elements of the slice in x.
func swapElements(x any, i, j int)

type anySlice struct {
	x any
	n int
	// The address of a func value in the frame of the call that sorts: the function is not kept longer.
	less uintptr
}

func (s *anySlice) Len() int { return s.n }
func (s *anySlice) Less(i, j int) bool {
	return (*(*func(i, j int) bool)(unsafe.Pointer(s.less)))(i, j)
}
func (s *anySlice) Swap(i, j int) { swapElements(s.x, i, j) }

func sliceOf(x any, less *func(i, j int) bool) *anySlice {
	return &anySlice{x, lenOf(x), uintptr(unsafe.Pointer(less))}
}

func lenOf(x any) int {
	n := sliceLen(x)
	if n < 0 {
		panic("reflect: call of Swapper on a value that is no slice")
	}
	return n
}

// Slice sorts any slice by a function of two indexes.
func Slice(x any, less func(i, j int) bool) {
	Sort(sliceOf(x, &less))
}

// SliceStable keeps equal elements in order.
func SliceStable(x any, less func(i, j int) bool) {
	Stable(sliceOf(x, &less))
}

func SliceIsSorted(x any, less func(i, j int) bool) bool {
	for i := lenOf(x) - 1; i > 0; i-- {
		if less(i, i-1) {
			return false
		}
	}
	return true
}
