// What functions of the standard packages keep of slices that they are given: capacities tell.
package main

import "bufio"
import "bytes"
import "errors"
import "fmt"
import "io"
import "os"
import "sort"
import "strconv"
import "strings"
import "unicode/utf8"

//go:noinline
func f0() {
	var s []int
	s = append(s, 1)
	sort.Ints(s)
	println(0, cap(s))
}

//go:noinline
func f1() {
	var s []int
	s = append(s, 1)
	sort.Sort(sort.IntSlice(s))
	println(1, cap(s))
}

//go:noinline
func f2() {
	var s []int
	s = append(s, 1)
	sort.Stable(sort.IntSlice(s))
	println(2, cap(s))
}

//go:noinline
func f3() {
	var s []int
	s = append(s, 1)
	_ = sort.IntsAreSorted(s)
	println(3, cap(s))
}

//go:noinline
func f4() {
	var s []int
	s = append(s, 1)
	_ = sort.SearchInts(s, 1)
	println(4, cap(s))
}

//go:noinline
func f5() {
	var s []int
	s = append(s, 1)
	sort.Slice(s, func(i, j int) bool { return s[i] < s[j] })
	println(5, cap(s))
}

//go:noinline
func f6() {
	var s []int
	s = append(s, 1)
	sort.SliceStable(s, func(i, j int) bool { return s[i] < s[j] })
	println(6, cap(s))
}

//go:noinline
func f7() {
	var s []int
	s = append(s, 1)
	_ = sort.SliceIsSorted(s, func(i, j int) bool { return s[i] < s[j] })
	println(7, cap(s))
}

//go:noinline
func f8() {
	var s []int
	s = append(s, 1)
	_ = sort.Search(len(s), func(i int) bool { return s[i] >= 1 })
	println(8, cap(s))
}

//go:noinline
func f9() {
	var s []int
	s = append(s, 1)
	sort.Sort(sort.Reverse(sort.IntSlice(s)))
	println(9, cap(s))
}

//go:noinline
func f10() {
	var s []int
	s = append(s, 1)
	_ = sort.IntSlice(s).Search(1)
	println(10, cap(s))
}

//go:noinline
func f11() {
	var s []int
	s = append(s, 1)
	sort.IntSlice(s).Sort()
	println(11, cap(s))
}

//go:noinline
func f12() {
	var s []string
	s = append(s, "1")
	sort.Strings(s)
	println(12, cap(s))
}

//go:noinline
func f13() {
	var s []string
	s = append(s, "1")
	_ = sort.SearchStrings(s, "a")
	println(13, cap(s))
}

//go:noinline
func f14() {
	var s []string
	s = append(s, "1")
	_ = sort.StringsAreSorted(s)
	println(14, cap(s))
}

//go:noinline
func f15() {
	var s []float64
	s = append(s, 1)
	sort.Float64s(s)
	println(15, cap(s))
}

//go:noinline
func f16() {
	var s []string
	s = append(s, "1")
	_ = strings.Join(s, ",")
	println(16, cap(s))
}

//go:noinline
func f17() {
	var s []string
	s = append(s, "1")
	_ = len(strings.Join(s, ","))
	println(17, cap(s))
}

//go:noinline
func f18() {
	var s []string
	s = append(s, "1")
	println(strings.Join(s, ","))
	println(18, cap(s))
}

//go:noinline
func f19() {
	var s []int
	s = append(s, 1)
	fmt.Println(s)
	println(19, cap(s))
}

//go:noinline
func f20() {
	var s []int
	s = append(s, 1)
	fmt.Println(len(s), s)
	println(20, cap(s))
}

//go:noinline
func f21() {
	var s []int
	s = append(s, 1)
	_ = fmt.Sprint(s)
	println(21, cap(s))
}

//go:noinline
func f22() {
	var s []int
	s = append(s, 1)
	fmt.Printf("%v\n", s)
	println(22, cap(s))
}

//go:noinline
func f23() {
	var s []int
	s = append(s, 1)
	_ = fmt.Sprintf("%d", len(s))
	println(23, cap(s))
}

//go:noinline
func f24() {
	var s []int
	s = append(s, 1)
	_ = fmt.Errorf("x %v", s)
	println(24, cap(s))
}

//go:noinline
func f25() {
	var s []interface{}
	s = append(s, 1)
	fmt.Println(s...)
	println(25, cap(s))
}

//go:noinline
func f26() {
	var s []interface{}
	s = append(s, 1)
	_ = fmt.Sprint(s...)
	println(26, cap(s))
}

//go:noinline
func f27() {
	var s []interface{}
	s = append(s, 1)
	_ = fmt.Sprintln(s...)
	println(27, cap(s))
}

//go:noinline
func f28() {
	var s []byte
	s = append(s, '1')
	_ = bytes.Equal(s, nil)
	println(28, cap(s))
}

//go:noinline
func f29() {
	var s []byte
	s = append(s, '1')
	_ = bytes.Compare(s, nil)
	println(29, cap(s))
}

//go:noinline
func f30() {
	var s []byte
	s = append(s, '1')
	_ = bytes.Contains(s, s)
	println(30, cap(s))
}

//go:noinline
func f31() {
	var s []byte
	s = append(s, '1')
	_ = bytes.Index(s, s)
	println(31, cap(s))
}

//go:noinline
func f32() {
	var s []byte
	s = append(s, '1')
	_ = bytes.IndexByte(s, 1)
	println(32, cap(s))
}

//go:noinline
func f33() {
	var s []byte
	s = append(s, '1')
	_ = bytes.HasPrefix(s, s)
	println(33, cap(s))
}

//go:noinline
func f34() {
	var s []byte
	s = append(s, '1')
	_ = bytes.Count(s, s)
	println(34, cap(s))
}

//go:noinline
func f35() {
	var s []byte
	s = append(s, '1')
	_ = bytes.TrimSpace(s)
	println(35, cap(s))
}

//go:noinline
func f36() {
	var s []byte
	s = append(s, '1')
	println(len(bytes.TrimSpace(s)))
	println(36, cap(s))
}

//go:noinline
func f37() {
	var s []byte
	s = append(s, '1')
	_ = bytes.Split(s, nil)
	println(37, cap(s))
}

//go:noinline
func f38() {
	var s []byte
	s = append(s, '1')
	println(len(bytes.Split(s, []byte(","))))
	println(38, cap(s))
}

//go:noinline
func f40() {
	var s []byte
	s = append(s, '1')
	_ = bytes.ToUpper(s)
	println(40, cap(s))
}

//go:noinline
func f41() {
	var s []byte
	s = append(s, '1')
	_ = bytes.Repeat(s, 2)
	println(41, cap(s))
}

//go:noinline
func f42() {
	var s []byte
	s = append(s, '1')
	_ = bytes.Join([][]byte{s, s}, s)
	println(42, cap(s))
}

//go:noinline
func f54() {
	var s []byte
	s = append(s, '1')
	_ = bytes.Clone(s)
	println(54, cap(s))
}

//go:noinline
func f55() {
	var s []byte
	s = append(s, '1')
	var bb bytes.Buffer
	bb.Write(s)
	println(55, cap(s))
}

//go:noinline
func f56() {
	var s []byte
	s = append(s, '1')
	bb := bytes.NewBuffer(s)
	println(bb.Len())
	println(56, cap(s))
}

//go:noinline
func f58() {
	var s []byte
	s = append(s, '1')
	var bb bytes.Buffer
	bb.WriteString("x")
	n, _ := bb.Read(s)
	println(n)
	println(58, cap(s))
}

//go:noinline
func f59() {
	var s []byte
	s = append(s, '1')
	var sb strings.Builder
	sb.Write(s)
	println(59, cap(s))
}

//go:noinline
func f60() {
	var s []byte
	s = append(s, '1')
	os.Stdout.Write(s[:0])
	println(60, cap(s))
}

//go:noinline
func f61() {
	var s []byte
	s = append(s, '1')
	w := bufio.NewWriter(os.Stdout)
	w.Write(s[:0])
	w.Flush()
	println(61, cap(s))
}

//go:noinline
func f62() {
	var s []byte
	s = append(s, '1')
	r := strings.NewReader("abc")
	n, _ := r.Read(s)
	println(n)
	println(62, cap(s))
}

//go:noinline
func f63() {
	var s []byte
	s = append(s, '1')
	r := strings.NewReader("abc")
	n, _ := io.ReadFull(r, s)
	println(n)
	println(63, cap(s))
}

//go:noinline
func f64() {
	var s []byte
	s = append(s, '1')
	sc := bufio.NewScanner(strings.NewReader("a"))
	sc.Buffer(s, 10)
	println(sc.Scan())
	println(64, cap(s))
}

//go:noinline
func f65() {
	var s []byte
	s = append(s, '1')
	_ = utf8.Valid(s)
	println(65, cap(s))
}

//go:noinline
func f66() {
	var s []byte
	s = append(s, '1')
	r, n := utf8.DecodeRune(s)
	println(r, n)
	println(66, cap(s))
}

//go:noinline
func f67() {
	var s []byte
	s = append(s, '1')
	_ = utf8.RuneCount(s)
	println(67, cap(s))
}

//go:noinline
func f68() {
	var s []byte
	s = append(s, '1')
	_ = utf8.FullRune(s)
	println(68, cap(s))
}

//go:noinline
func f69() {
	var s []byte
	s = append(s, '1')
	r, n := utf8.DecodeLastRune(s)
	println(r, n)
	println(69, cap(s))
}

//go:noinline
func f70() {
	var s []byte
	s = append(s, '1')
	_ = utf8.EncodeRune(s[:1], 97)
	println(70, cap(s))
}

//go:noinline
func f71() {
	var s []byte
	s = append(s, '1')
	t := strconv.AppendInt(s, 1, 10)
	println(len(t))
	println(71, cap(s))
}

//go:noinline
func f72() {
	var s []byte
	s = append(s, '1')
	t := strconv.AppendQuote(s, "a")
	println(len(t))
	println(72, cap(s))
}

//go:noinline
func f73() {
	var s []byte
	s = append(s, '1')
	t := strconv.AppendFloat(s, 1, 102, 1, 64)
	println(len(t))
	println(73, cap(s))
}

//go:noinline
func f74() {
	var s []byte
	s = append(s, '1')
	t := strconv.AppendBool(s, true)
	println(len(t))
	println(74, cap(s))
}

//go:noinline
func f75() {
	var s []byte
	s = append(s, '1')
	t := fmt.Append(s, 1)
	println(len(t))
	println(75, cap(s))
}

//go:noinline
func f76() {
	var s []byte
	s = append(s, '1')
	t := fmt.Appendf(s, "%d", 1)
	println(len(t))
	println(76, cap(s))
}

//go:noinline
func f77() {
	var s []byte
	s = append(s, '1')
	n, err := strconv.Atoi(string(s))
	println(n, err == nil)
	println(77, cap(s))
}

//go:noinline
func f78() {
	var s []byte
	s = append(s, '1')
	println(string(s))
	println(78, cap(s))
}

//go:noinline
func f79() {
	var s []byte
	s = append(s, '1')
	_ = strings.Contains(string(s), "a")
	println(79, cap(s))
}

//go:noinline
func f80() {
	var s []byte
	s = append(s, '1')
	n, err := strconv.ParseInt(string(s), 10, 64)
	println(n, err == nil)
	println(80, cap(s))
}

//go:noinline
func f81() {
	var s []byte
	s = append(s, '1')
	n, err := strconv.ParseFloat(string(s), 64)
	println(n > 0, err == nil)
	println(81, cap(s))
}

//go:noinline
func f82() {
	var s []byte
	s = append(s, '1')
	n, err := strconv.ParseBool(string(s))
	println(n, err == nil)
	println(82, cap(s))
}

//go:noinline
func f83() {
	var s []error
	s = append(s, nil)
	err := errors.Join(s...)
	println(err == nil)
	println(83, cap(s))
}

//go:noinline
func f84() {
	var s []rune
	s = append(s, 97)
	println(len(string(s)))
	println(84, cap(s))
}

//go:noinline
func f85() {
	var s []rune
	s = append(s, 97)
	_ = utf8.ValidRune(s[0])
	println(85, cap(s))
}

//go:noinline
func f86() {
	var s []string
	s = append(s, "1")
	_ = strings.Fields(s[0])
	println(86, cap(s))
}

//go:noinline
func f87() {
	var s []string
	s = append(s, "1")
	_ = strings.Split(s[0], ",")
	println(87, cap(s))
}

//go:noinline
func f89() {
	var s []byte
	s = append(s, '1')
	fmt.Fprintln(os.Stdout, len(s))
	println(89, cap(s))
}

//go:noinline
func f90() {
	var s []byte
	s = append(s, '1')
	fmt.Fprintf(os.Stdout, "%d\n", s)
	println(90, cap(s))
}

//go:noinline
func f91() {
	var s []byte
	s = append(s, '1')
	n, _ := fmt.Fprint(io.Discard, s)
	println(n)
	println(91, cap(s))
}

//go:noinline
func f92() {
	var s []byte
	s = append(s, '1')
	n, _ := io.Discard.Write(s)
	println(n)
	println(92, cap(s))
}

//go:noinline
func f95() {
	var s []byte
	s = append(s, '1')
	io.WriteString(os.Stdout, string(s[:0]))
	println(95, cap(s))
}

func main() {
	f0()
	f1()
	f2()
	f3()
	f4()
	f5()
	f6()
	f7()
	f8()
	f9()
	f10()
	f11()
	f12()
	f13()
	f14()
	f15()
	f16()
	f17()
	f18()
	f19()
	f20()
	f21()
	f22()
	f23()
	f24()
	f25()
	f26()
	f27()
	f28()
	f29()
	f30()
	f31()
	f32()
	f33()
	f34()
	f35()
	f36()
	f37()
	f38()
	f40()
	f41()
	f42()
	f54()
	f55()
	f56()
	f58()
	f59()
	f60()
	f61()
	f62()
	f63()
	f64()
	f65()
	f66()
	f67()
	f68()
	f69()
	f70()
	f71()
	f72()
	f73()
	f74()
	f75()
	f76()
	f77()
	f78()
	f79()
	f80()
	f81()
	f82()
	f83()
	f84()
	f85()
	f86()
	f87()
	f89()
	f90()
	f91()
	f92()
	f95()
}
