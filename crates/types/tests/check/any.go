package main


type Empty interface{}
type Alias = interface{}
type AnyAlias = any
type Named any
type Pair struct {
	A any
	B interface{}
}

func written(a any, b interface{}, c []any, d []interface{}, e ...any) {}
func spread(e ...interface{})                                          {}
func mixed(a any) interface{}                                          { return a }
func fn(f func(any) interface{})                                       {}

type I interface{ M(any) interface{} }
type T struct{}

func (T) M(x int) any { return nil }

func main() {
	words := []string{"a"}
	spread(words...)
	written(1, 2, words, words, words...)
	var s string = mixed(1)
	var n int = Pair{}.A
	n = Pair{}.B
	fn(func(x int) any { return x })
	var i I = T{}
	var e Empty = 1
	n = e
	var al Alias = 1
	n = al
	var aa AnyAlias = 1
	n = aa
	var nm Named
	n = nm
	var p *any = new(interface{})
	n = p
	var p2 *interface{} = new(any)
	n = p2
	n = new(any)
	n = []any{1}
	n = [2]interface{}{1, 2}
	n = any(1)
	n = interface{}(1)
	n = func(any) interface{} { return nil }
	x := struct {
		A any
		B []interface{}
	}{}
	n = x
	any(1).foo()
	Pair{}.A.foo()
	var f func(...any)
	n = f
	_ = n + any(1)
	_ = any(1) + any(2)
	_ = s + Pair{}.B
	switch v := any(1).(type) {
	case int:
		_ = v.x
	default:
		_ = v.x
	}
	r := recover()
	n = r
	n = mixed
	_ = i
	for range any(1) {
	}
	_ = len(any(1))
	any(1)()
	_ = any(1)[0]
	*any(1) = 2
	if any(1) {
	}
	panic(words...)
	var nilany any = nil
	nilany = nilany.(string)
	words = append(words, any(1))
	words = append(words, []any{1}...)
	anys := []interface{}{}
	anys = append(anys, words...)
	copy(anys, words)
	var arr [2]any
	n = arr[0]
	_ = arr == [2]interface{}{}
	_ = arr == words
	return any(1)
}
