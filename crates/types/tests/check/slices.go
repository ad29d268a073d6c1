package main

type S []int
type Big struct {
	a [4]int
	m *Big
}

func arr() [3]int { return [3]int{} }

func main() {
	s := []int{1, 2, 3}
	var t []string
	var a [3]int
	var p *[3]int
	var str string
	var f float64
	_ = append()
	_ = append(s)
	_ = append(s, "a")
	_ = append(s, t...)
	_ = append(s, s)
	_ = append(s, 1, s...)
	_ = append(a, 1)
	_ = append(nil, 1)
	_ = append(nil)
	_ = append([]byte{}, str...)
	_ = append([]byte{}, str)
	_ = append([]rune{}, str...)
	_ = append(s, 1.5)
	_ = append(s, f)
	append(s, 1)
	copy(s)
	copy(s, t)
	copy(s, 1)
	copy(a, s)
	copy(s, a[:])
	copy([]byte{}, "x")
	copy(s, "x")
	_ = len(1)
	_ = len(f)
	_ = len()
	_ = len(s, s)
	_ = cap(str)
	_ = cap(p)
	_ = make([]int)
	_ = make([]int, 1, 2, 3)
	_ = make([]int, -1)
	_ = make([]int, 5, 2)
	_ = make([]int, "x")
	_ = make([]int, 1.5)
	_ = make([]int, 2.0)
	_ = make([]int, f)
	_ = make([]int, 1<<63)
	_ = make(int)
	_ = make([3]int)
	_ = make(S, 1)
	_ = make(s, 1)
	_ = make()
	_ = new()
	_ = new(int, 1)
	_ = new(Foo)
	_ = s[3]
	_ = s[-1]
	_ = s["a"]
	_ = s[1.5]
	_ = s[f]
	_ = a[3]
	_ = a[-1]
	_ = p[3]
	_ = str[0]
	_ = "abc"[3]
	_ = f[0]
	_ = s[2:1]
	_ = s[1:2:1]
	_ = s[-1:]
	_ = a[:4]
	_ = a[1:2:5]
	_ = str[1:2]
	_ = "abc"[2:1]
	_ = "abc"[:4]
	_ = str[0:1:2]
	_ = arr()[:]
	_ = f[:]
	_ = s["a":]
	_ = []int{1, 2} == []int{1, 2}
	_ = s == nil
	_ = s == t
	_ = a == arr()
	_ = a == [4]int{}
	_ = main == nil
	_ = main == main
	_ = struct{ x []int }{} == struct{ x []int }{}
	_ = Big{} == Big{}
	_ = []int{0: 1, 0: 2}
	_ = [2]int{1, 2, 3}
	_ = [2]int{5: 1}
	_ = [...]int{5: 1, "x": 2}
	_ = []int{"a", 1.5, nil}
	_ = []int{f}
	_ = [...]int{1, 2}[3]
	var q [...]int
	var r [-1]int
	var u [1.5]int
	var v [f]int
	var w [1 << 62]int
	_ = [][]int{{1}, {"a"}, 3}
	_ = []*Big{{}, {a: 1}, &Big{}}
	_ = Big{1, 2}
	_ = Big{a: [4]int{}, 3}
	_ = Big{a: [4]int{}, a: [4]int{}}
	_ = Big{z: 1}
	_ = Big{[4]int{}, nil, 3}
	_ = Big{[4]int{}}
	_ = int{1}
	_ = S{1, 2}
	_ = *s
	_ = s.foo
	_ = [3]int(s)
	_ = (*[3]int)(s)
	_ = [3]string(s)
	_ = []byte("x")
	_ = []rune(str)
	_ = []int(str)
	_ = string(s)
	_ = string(f)
	_ = S(s)
	_ = []string(s)
	_ = int(str)
	_ = int()
	_ = int(1, 2)
	_ = int(s...)
	_ = bool(1)
	_ = []int(nil)
	_ = int(nil)
	_ = (*int)(p)
	_ = (func())(main)
	_ = interface{}(s)
	_ = interface{ M() }(s)
}
