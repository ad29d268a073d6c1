package main

type Shape interface{ Area() float64 }
type Square float64

func (s Square) Area() float64 { return float64(s) * float64(s) }

func switches(x int, s string, f func(), i interface{}) int {
	switch x {
	case 1, 2:
		return 1
	case 3:
		fallthrough
	case 4:
		x++
	default:
		return 9
	}
	switch y := x * 2; {
	case y > 3:
		break
	case s == "a":
		return 2
	}
	switch s {
	case "x", "y":
		return 3
	}
	switch f {
	case nil:
		return 4
	}
	switch i {
	case 1, "s", nil:
		return 5
	}
	switch v := i.(type) {
	case nil:
		return 6
	case int:
		return v
	case Shape, error:
		_ = v
	case func():
		v()
	default:
		_ = v
	}
	if q, ok := i.(Shape); ok {
		_ = q.Area()
	}
	i, _ = i.(Shape)
	return 0
}

func ranges(s []string, a [4]int, p *[4]int, str string) {
	var k int
	var v interface{}
	for range s {
	}
	for i := range s {
		_ = i
	}
	for i, x := range a {
		a[i] = x + 1
	}
	for i, x := range p {
		p[i] = x
	}
	for i := range p {
		i++
	}
	for k, v = range s {
		_ = k
	}
	for i, r := range str {
		println(i, r)
	}
	for i := range 10 {
		println(i)
	}
	for i := range uint8(k) {
		println(i)
	}
	_ = v
}

func jumps(m [][]int) int {
outer:
	for i := 0; ; i++ {
		for _, x := range m[i] {
			switch {
			case x == 0:
				continue outer
			case x == 1:
				break outer
			case x == 2:
				break
			case x == 3:
				goto done
			}
		}
	}
block:
	switch {
	case len(m) > 3:
		for {
			break block
		}
	}
done:
	return 1
}

func iterate(f func(yield func(int, string) bool)) (int, error) {
outer:
	for {
		for i, s := range f {
			if i == 0 {
				continue
			}
			if i == 1 {
				break
			}
			if i == 2 {
				continue outer
			}
			if s == "" {
				return i, nil
			}
		}
		break
	}
	return 0, nil
}

func main() {}
