package main

import "fmt"

type P struct{ x, y int }
type I interface{ M() int }

func (p *P) M() int { return p.x }
func (p P) V() int  { return p.x }

type S struct{ a [3]int }

var (
	gi  int
	gs  []int
	gst string
	ga  [3]int
	gx  any
	gp  *P
	gv  P
	gif I
	gc  complex128
	gb  []byte
	gf  float64
	gfn func() int
)

func reset() {
	gi, gs, gst, ga, gx = 1, []int{1, 2}, "ab", [3]int{1, 2, 3}, P{1, 1}
	gp, gv, gif, gc, gb, gf = &P{1, 1}, P{1, 1}, &P{1, 1}, 1+1i, []byte("b"), 1
	gfn = func() int { return 1 }
}

func change() int {
	gi, gs, gst, ga, gx = 2, []int{2, 3, 4}, "changed", [3]int{4, 5, 6}, P{2, 2}
	gp, gv, gif, gc, gb, gf = &P{2, 2}, P{2, 2}, &P{2, 2}, 2+2i, []byte("CC"), 2
	gfn = func() int { return 2 }
	return 0
}

func show(name string, args ...any) {
	fmt.Println(name, args)
	reset()
}

func inArgs() {
	show(`gi`, gi, change(), gi)
	show(`gi+1`, gi+1, change(), gi+1)
	show(`-gi`, -gi, change(), -gi)
	show(`gs`, gs, change(), gs)
	show(`gs[0]`, gs[0], change(), gs[0])
	show(`gs[1:]`, gs[1:], change(), gs[1:])
	show(`gs[:1:1]`, gs[:1:1], change(), gs[:1:1])
	show(`len(gs)`, len(gs), change(), len(gs))
	show(`cap(gs)`, cap(gs), change(), cap(gs))
	show(`gst`, gst, change(), gst)
	show(`gst[0]`, gst[0], change(), gst[0])
	show(`gst[1:]`, gst[1:], change(), gst[1:])
	show(`gst+"!"`, gst+"!", change(), gst+"!")
	show(`len(gst)`, len(gst), change(), len(gst))
	show(`ga`, ga, change(), ga)
	show(`ga[1]`, ga[1], change(), ga[1])
	show(`ga[:]`, ga[:], change(), ga[:])
	show(`len(ga)`, len(ga), change(), len(ga))
	show(`gx`, gx, change(), gx)
	show(`gx.(P)`, gx.(P), change(), gx.(P))
	show(`gx.(P).x`, gx.(P).x, change(), gx.(P).x)
	show(`gif.(*P)==gp`, gif.(*P) == gp, change(), gif.(*P) == gp)
	show(`gif.(*P).x`, gif.(*P).x, change(), gif.(*P).x)
	show(`gif.M()`, gif.M(), change(), gif.M())
	show(`gif`, gif == nil, change(), gif == nil)
	show(`gp.x`, gp.x, change(), gp.x)
	show(`*gp`, *gp, change(), *gp)
	show(`gp.M()`, gp.M(), change(), gp.M())
	show(`gv`, gv, change(), gv)
	show(`gv.x`, gv.x, change(), gv.x)
	show(`gv.V()`, gv.V(), change(), gv.V())
	show(`gc`, gc, change(), gc)
	show(`real(gc)`, real(gc), change(), real(gc))
	show(`imag(gc)`, imag(gc), change(), imag(gc))
	show(`complex(gf, 1)`, complex(gf, 1), change(), complex(gf, 1))
	show(`gb`, gb, change(), gb)
	show(`string(gb)`, string(gb), change(), string(gb))
	show(`[]byte(gst)`, []byte(gst), change(), []byte(gst))
	show(`[]rune(gst)`, []rune(gst), change(), []rune(gst))
	show(`gf*2`, gf*2, change(), gf*2)
	show(`int(gf)`, int(gf), change(), int(gf))
	show(`min(gi, 5)`, min(gi, 5), change(), min(gi, 5))
	show(`max(gf, 0)`, max(gf, 0), change(), max(gf, 0))
	show(`gfn()`, gfn(), change(), gfn())
	show(`gi == 1`, gi == 1, change(), gi == 1)
	show(`gst == "ab"`, gst == "ab", change(), gst == "ab")
	show(`gv == P{1, 1}`, gv == P{1, 1}, change(), gv == P{1, 1})
	show(`ga == [3]int{1, 2, 3}`, ga == [3]int{1, 2, 3}, change(), ga == [3]int{1, 2, 3})
	show(`gx == any(P{1, 1})`, gx == any(P{1, 1}), change(), gx == any(P{1, 1}))
	show(`gi == 1 && gf == 1`, gi == 1 && gf == 1, change(), gi == 1 && gf == 1)
	show(`gi == 2 || gf == 1`, gi == 2 || gf == 1, change(), gi == 2 || gf == 1)
	show(`!(gi == 1)`, !(gi == 1), change(), !(gi == 1))
	show(`any(gi)`, any(gi), change(), any(gi))
	show(`any(gst)`, any(gst), change(), any(gst))
	show(`any(gv)`, any(gv), change(), any(gv))
	show(`any(ga)`, any(ga), change(), any(ga))
	show(`any(gs[0])`, any(gs[0]), change(), any(gs[0]))
	show(`any(gf)`, any(gf), change(), any(gf))
	show(`I(gp).M()`, I(gp).M(), change(), I(gp).M())
	show(`P{gi, 1}`, P{gi, 1}, change(), P{gi, 1})
	show(`P{1, gi}.x`, P{1, gi}.x, change(), P{1, gi}.x)
	show(`[2]int{gi, 1}`, [2]int{gi, 1}, change(), [2]int{gi, 1})
	show(`[]int{gi, 1}`, []int{gi, 1}, change(), []int{gi, 1})
	show(`&P{gi, 1} == nil`, &P{gi, 1} == nil, change(), &P{gi, 1} == nil)
	show(`make([]int, gi)`, make([]int, gi), change(), make([]int, gi))
	show(`append(gs, gi)`, append(gs, gi), change(), append(gs, gi))
	show(`append([]int(nil), gs...)`, append([]int(nil), gs...), change(), append([]int(nil), gs...))
	show(`append(gs, 9)`, append(gs, 9), change(), append(gs, 9))
	show(`func() int { return gi }()`, func() int { return gi }(), change(), func() int { return gi }())
	show(`(*P).M(gp)`, (*P).M(gp), change(), (*P).M(gp))
	show(`P.V(gv)`, P.V(gv), change(), P.V(gv))
	show(`gs[gi]`, gs[gi], change(), gs[gi])
	show(`gs[gi:]`, gs[gi:], change(), gs[gi:])
	show(`ga[gi]`, ga[gi], change(), ga[gi])
	show(`gst[gi]`, gst[gi], change(), gst[gi])
	show(`string(rune(gi + 64))`, string(rune(gi+64)), change(), string(rune(gi+64)))
	show(`uint8(gi)`, uint8(gi), change(), uint8(gi))
	show(`gi << 2`, gi<<2, change(), gi<<2)
	show(`float64(gi)`, float64(gi), change(), float64(gi))
	show(`S{ga}`, S{ga}, change(), S{ga})
	show(`S{ga}.a[0]`, S{ga}.a[0], change(), S{ga}.a[0])
	show(`struct{ p P }{gv}.p.x`, struct{ p P }{gv}.p.x, change(), struct{ p P }{gv}.p.x)
	show(`gfn == nil`, gfn == nil, change(), gfn == nil)
	show(`gs == nil`, gs == nil, change(), gs == nil)
	show(`gp == nil`, gp == nil, change(), gp == nil)
	show(`gx != nil`, gx != nil, change(), gx != nil)
	show(`*new(int) + gi`, *new(int)+gi, change(), *new(int)+gi)
	show(`copy(gb, "x")`, copy(gb, "x"), change(), copy(gb, "x"))
}

func inAssign() {
	{
		a, b, c := gi, change(), gi
		show(`gi`, a, b, c)
	}
	{
		a, b, c := gi+1, change(), gi+1
		show(`gi+1`, a, b, c)
	}
	{
		a, b, c := -gi, change(), -gi
		show(`-gi`, a, b, c)
	}
	{
		a, b, c := gs, change(), gs
		show(`gs`, a, b, c)
	}
	{
		a, b, c := gs[0], change(), gs[0]
		show(`gs[0]`, a, b, c)
	}
	{
		a, b, c := gs[1:], change(), gs[1:]
		show(`gs[1:]`, a, b, c)
	}
	{
		a, b, c := gs[:1:1], change(), gs[:1:1]
		show(`gs[:1:1]`, a, b, c)
	}
	{
		a, b, c := len(gs), change(), len(gs)
		show(`len(gs)`, a, b, c)
	}
	{
		a, b, c := cap(gs), change(), cap(gs)
		show(`cap(gs)`, a, b, c)
	}
	{
		a, b, c := gst, change(), gst
		show(`gst`, a, b, c)
	}
	{
		a, b, c := gst[0], change(), gst[0]
		show(`gst[0]`, a, b, c)
	}
	{
		a, b, c := gst[1:], change(), gst[1:]
		show(`gst[1:]`, a, b, c)
	}
	{
		a, b, c := gst+"!", change(), gst+"!"
		show(`gst+"!"`, a, b, c)
	}
	{
		a, b, c := len(gst), change(), len(gst)
		show(`len(gst)`, a, b, c)
	}
	{
		a, b, c := ga, change(), ga
		show(`ga`, a, b, c)
	}
	{
		a, b, c := ga[1], change(), ga[1]
		show(`ga[1]`, a, b, c)
	}
	{
		a, b, c := ga[:], change(), ga[:]
		show(`ga[:]`, a, b, c)
	}
	{
		a, b, c := len(ga), change(), len(ga)
		show(`len(ga)`, a, b, c)
	}
	{
		a, b, c := gx, change(), gx
		show(`gx`, a, b, c)
	}
	{
		a, b, c := gx.(P), change(), gx.(P)
		show(`gx.(P)`, a, b, c)
	}
	{
		a, b, c := gx.(P).x, change(), gx.(P).x
		show(`gx.(P).x`, a, b, c)
	}
	{
		a, b, c := gif.(*P) == gp, change(), gif.(*P) == gp
		show(`gif.(*P)==gp`, a, b, c)
	}
	{
		a, b, c := gif.(*P).x, change(), gif.(*P).x
		show(`gif.(*P).x`, a, b, c)
	}
	{
		a, b, c := gif.M(), change(), gif.M()
		show(`gif.M()`, a, b, c)
	}
	{
		a, b, c := gif, change(), gif
		show(`gif`, a == c, b, c == gp)
	}
	{
		a, b, c := gp.x, change(), gp.x
		show(`gp.x`, a, b, c)
	}
	{
		a, b, c := *gp, change(), *gp
		show(`*gp`, a, b, c)
	}
	{
		a, b, c := gp.M(), change(), gp.M()
		show(`gp.M()`, a, b, c)
	}
	{
		a, b, c := gv, change(), gv
		show(`gv`, a, b, c)
	}
	{
		a, b, c := gv.x, change(), gv.x
		show(`gv.x`, a, b, c)
	}
	{
		a, b, c := gv.V(), change(), gv.V()
		show(`gv.V()`, a, b, c)
	}
	{
		a, b, c := &gv == nil, change(), &gv == nil
		show(`&gv==nil`, a, b, c)
	}
	{
		a, b, c := gc, change(), gc
		show(`gc`, a, b, c)
	}
	{
		a, b, c := real(gc), change(), real(gc)
		show(`real(gc)`, a, b, c)
	}
	{
		a, b, c := imag(gc), change(), imag(gc)
		show(`imag(gc)`, a, b, c)
	}
	{
		a, b, c := complex(gf, 1), change(), complex(gf, 1)
		show(`complex(gf, 1)`, a, b, c)
	}
	{
		a, b, c := gb, change(), gb
		show(`gb`, a, b, c)
	}
	{
		a, b, c := string(gb), change(), string(gb)
		show(`string(gb)`, a, b, c)
	}
	{
		a, b, c := []byte(gst), change(), []byte(gst)
		show(`[]byte(gst)`, a, b, c)
	}
	{
		a, b, c := []rune(gst), change(), []rune(gst)
		show(`[]rune(gst)`, a, b, c)
	}
	{
		a, b, c := gf*2, change(), gf*2
		show(`gf*2`, a, b, c)
	}
	{
		a, b, c := int(gf), change(), int(gf)
		show(`int(gf)`, a, b, c)
	}
	{
		a, b, c := min(gi, 5), change(), min(gi, 5)
		show(`min(gi, 5)`, a, b, c)
	}
	{
		a, b, c := max(gf, 0), change(), max(gf, 0)
		show(`max(gf, 0)`, a, b, c)
	}
	{
		a, b, c := gfn(), change(), gfn()
		show(`gfn()`, a, b, c)
	}
	{
		a, b, c := gi == 1, change(), gi == 1
		show(`gi == 1`, a, b, c)
	}
	{
		a, b, c := gst == "ab", change(), gst == "ab"
		show(`gst == "ab"`, a, b, c)
	}
	{
		a, b, c := gv == P{1, 1}, change(), gv == P{1, 1}
		show(`gv == P{1, 1}`, a, b, c)
	}
	{
		a, b, c := ga == [3]int{1, 2, 3}, change(), ga == [3]int{1, 2, 3}
		show(`ga == [3]int{1, 2, 3}`, a, b, c)
	}
	{
		a, b, c := gx == any(P{1, 1}), change(), gx == any(P{1, 1})
		show(`gx == any(P{1, 1})`, a, b, c)
	}
	{
		a, b, c := gi == 1 && gf == 1, change(), gi == 1 && gf == 1
		show(`gi == 1 && gf == 1`, a, b, c)
	}
	{
		a, b, c := gi == 2 || gf == 1, change(), gi == 2 || gf == 1
		show(`gi == 2 || gf == 1`, a, b, c)
	}
	{
		a, b, c := !(gi == 1), change(), !(gi == 1)
		show(`!(gi == 1)`, a, b, c)
	}
	{
		a, b, c := any(gi), change(), any(gi)
		show(`any(gi)`, a, b, c)
	}
	{
		a, b, c := any(gst), change(), any(gst)
		show(`any(gst)`, a, b, c)
	}
	{
		a, b, c := any(gv), change(), any(gv)
		show(`any(gv)`, a, b, c)
	}
	{
		a, b, c := any(ga), change(), any(ga)
		show(`any(ga)`, a, b, c)
	}
	{
		a, b, c := any(gs[0]), change(), any(gs[0])
		show(`any(gs[0])`, a, b, c)
	}
	{
		a, b, c := any(gf), change(), any(gf)
		show(`any(gf)`, a, b, c)
	}
	{
		a, b, c := I(gp).M(), change(), I(gp).M()
		show(`I(gp).M()`, a, b, c)
	}
	{
		a, b, c := P{gi, 1}, change(), P{gi, 1}
		show(`P{gi, 1}`, a, b, c)
	}
	{
		a, b, c := P{1, gi}.x, change(), P{1, gi}.x
		show(`P{1, gi}.x`, a, b, c)
	}
	{
		a, b, c := [2]int{gi, 1}, change(), [2]int{gi, 1}
		show(`[2]int{gi, 1}`, a, b, c)
	}
	{
		a, b, c := []int{gi, 1}, change(), []int{gi, 1}
		show(`[]int{gi, 1}`, a, b, c)
	}
	{
		a, b, c := &P{gi, 1} == nil, change(), &P{gi, 1} == nil
		show(`&P{gi, 1} == nil`, a, b, c)
	}
	{
		a, b, c := make([]int, gi), change(), make([]int, gi)
		show(`make([]int, gi)`, a, b, c)
	}
	{
		a, b, c := append(gs, gi), change(), append(gs, gi)
		show(`append(gs, gi)`, a, b, c)
	}
	{
		a, b, c := append([]int(nil), gs...), change(), append([]int(nil), gs...)
		show(`append([]int(nil), gs...)`, a, b, c)
	}
	{
		a, b, c := append(gs, 9), change(), append(gs, 9)
		show(`append(gs, 9)`, a, b, c)
	}
	{
		a, b, c := func() int { return gi }(), change(), func() int { return gi }()
		show(`func() int { return gi }()`, a, b, c)
	}
	{
		a, b, c := (*P).M(gp), change(), (*P).M(gp)
		show(`(*P).M(gp)`, a, b, c)
	}
	{
		a, b, c := P.V(gv), change(), P.V(gv)
		show(`P.V(gv)`, a, b, c)
	}
	{
		a, b, c := gs[gi], change(), gs[gi]
		show(`gs[gi]`, a, b, c)
	}
	{
		a, b, c := gs[gi:], change(), gs[gi:]
		show(`gs[gi:]`, a, b, c)
	}
	{
		a, b, c := ga[gi], change(), ga[gi]
		show(`ga[gi]`, a, b, c)
	}
	{
		a, b, c := gst[gi], change(), gst[gi]
		show(`gst[gi]`, a, b, c)
	}
	{
		a, b, c := string(rune(gi+64)), change(), string(rune(gi+64))
		show(`string(rune(gi + 64))`, a, b, c)
	}
	{
		a, b, c := uint8(gi), change(), uint8(gi)
		show(`uint8(gi)`, a, b, c)
	}
	{
		a, b, c := gi<<2, change(), gi<<2
		show(`gi << 2`, a, b, c)
	}
	{
		a, b, c := float64(gi), change(), float64(gi)
		show(`float64(gi)`, a, b, c)
	}
	{
		a, b, c := S{ga}, change(), S{ga}
		show(`S{ga}`, a, b, c)
	}
	{
		a, b, c := S{ga}.a[0], change(), S{ga}.a[0]
		show(`S{ga}.a[0]`, a, b, c)
	}
	{
		a, b, c := struct{ p P }{gv}.p.x, change(), struct{ p P }{gv}.p.x
		show(`struct{ p P }{gv}.p.x`, a, b, c)
	}
	{
		a, b, c := gfn == nil, change(), gfn == nil
		show(`gfn == nil`, a, b, c)
	}
	{
		a, b, c := gs == nil, change(), gs == nil
		show(`gs == nil`, a, b, c)
	}
	{
		a, b, c := gp == nil, change(), gp == nil
		show(`gp == nil`, a, b, c)
	}
	{
		a, b, c := gx != nil, change(), gx != nil
		show(`gx != nil`, a, b, c)
	}
	{
		a, b, c := *new(int)+gi, change(), *new(int)+gi
		show(`*new(int) + gi`, a, b, c)
	}
	{
		a, b, c := copy(gb, "x"), change(), copy(gb, "x")
		show(`copy(gb, "x")`, a, b, c)
	}
}

func main() {
	reset()
	inArgs()
	inAssign()
}
