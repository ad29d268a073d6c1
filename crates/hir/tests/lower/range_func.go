package main

type Pair struct{ a, b int }

func nested(f, g func(func(int) bool), last func(func() bool)) (n int, p *Pair) {
	var x interface{}
outer:
	for i := range f {
		for j := range g {
			switch {
			case j == 1:
				break outer
			case j == 2:
				return
			case j == 3:
				return i, &Pair{i, j}
			case j == 4:
				goto done
			case j == 5:
				goto local
			}
			n += func() int { return i + j }()
		local:
			n++
		}
		for range last {
			n++
		}
	}
	for x = range f {
		_ = x
	}
	return pair(f)
done:
	return 0, nil
}

func pair(f func(func(int) bool)) (int, *Pair) {
	for range f {
		return pair(nil)
	}
	return 1, nil
}

func main() {}
