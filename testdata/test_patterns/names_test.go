package a

import "testing"

func TestA(t *testing.T)     {}
func TestAB(t *testing.T)    {}
func TestB1(t *testing.T)    {}
func TestB22(t *testing.T)   {}
func TestGröße(t *testing.T) {}
func Test_under(t *testing.T) {
	for _, name := range []string{"one", "two words", "3/deep", "a.b", "x-y", "tab\there", "(paren)", "ONE", "aaa", "]", "{2}"} {
		t.Run(name, func(t *testing.T) {})
	}
}
