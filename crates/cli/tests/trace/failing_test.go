package failing

import (
	"fmt"
	"testing"
)

func TestCapacity(t *testing.T) {
	s := append(make([]int, 0, 2), 1, 2)
	if s = append(s, 3); cap(s) != 3 {
		t.Errorf("cap %d, want 3", cap(s))
	}
}

func Example_wrong() {
	fmt.Println([]int{1, 2})
	// Output: [1 2 3]
}
