// What package bufio does.
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"
)

// chunks reads a few bytes at a time.
type chunks struct {
	r io.Reader
	n int
}

func (c chunks) Read(p []byte) (int, error) {
	if len(p) > c.n {
		p = p[:c.n]
	}
	return c.r.Read(p)
}

type failing struct{ n int }

func (f *failing) Write(p []byte) (int, error) {
	f.n--
	if f.n < 0 {
		return 0, io.ErrUnexpectedEOF
	}
	return len(p), nil
}

func scan(text string, n int, split bufio.SplitFunc) {
	s := bufio.NewScanner(chunks{strings.NewReader(text), n})
	s.Split(split)
	for s.Scan() {
		fmt.Printf("%q ", s.Text())
	}
	fmt.Println(s.Err())
}

func main() {
	for _, text := range []string{"", "one", "one\ntwo\n", "a\r\nb\n\nc\r", "  spaced words\there \n", "日本\xff語"} {
		for _, n := range []int{1, 3, 100} {
			scan(text, n, bufio.ScanLines)
			scan(text, n, bufio.ScanWords)
			scan(text, n, bufio.ScanRunes)
			scan(text, n, bufio.ScanBytes)
		}
	}
	s := bufio.NewScanner(strings.NewReader(strings.Repeat("x", 70000)))
	fmt.Println(s.Scan(), s.Err())
	s = bufio.NewScanner(strings.NewReader(strings.Repeat("x", 70000)))
	s.Buffer(nil, 100000)
	fmt.Println(s.Scan(), len(s.Bytes()), s.Err())
	s = bufio.NewScanner(strings.NewReader("1 2 stop 3"))
	s.Split(func(data []byte, atEOF bool) (int, []byte, error) {
		advance, token, err := bufio.ScanWords(data, atEOF)
		if string(token) == "stop" {
			return advance, []byte("last"), bufio.ErrFinalToken
		}
		return advance, token, err
	})
	for s.Scan() {
		fmt.Print(s.Text(), " ")
	}
	fmt.Println(s.Err())

	r := bufio.NewReaderSize(chunks{strings.NewReader("first line\nsecond 世界\nlast"), 4}, 16)
	b, err := r.Peek(5)
	fmt.Printf("%q %v %d %d\n", b, err, r.Size(), r.Buffered())
	line, err := r.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	c, err := r.ReadByte()
	fmt.Println(c, err, r.UnreadByte(), r.UnreadByte())
	n, err := r.Discard(7)
	fmt.Println(n, err)
	ch, size, err := r.ReadRune()
	fmt.Println(ch, size, err, r.UnreadRune(), r.UnreadRune())
	full, prefix, err := r.ReadLine()
	fmt.Printf("%q %v %v\n", full, prefix, err)
	p := make([]byte, 10)
	n, err = r.Read(p)
	fmt.Printf("%q %v\n", p[:n], err)
	n, err = r.Read(p)
	fmt.Printf("%q %v\n", p[:n], err)
	_, err = r.ReadBytes('x')
	fmt.Println(err)
	r = bufio.NewReaderSize(strings.NewReader("a line longer than the buffer\nx"), 16)
	for i := 0; i < 4; i++ {
		full, prefix, err := r.ReadLine()
		fmt.Printf("%q %v %v\n", full, prefix, err)
	}
	r.Reset(strings.NewReader("a line longer than the buffer\nx"))
	_, err = r.ReadSlice('\n')
	fmt.Println(err)
	_, err = r.Peek(17)
	fmt.Println(err)
	all, err := io.ReadAll(r)
	fmt.Printf("%q %v\n", all, err)

	var sb strings.Builder
	w := bufio.NewWriterSize(&sb, 8)
	fmt.Fprintf(w, "%d", 12345)
	fmt.Println(w.Buffered(), w.Available(), w.Size(), sb.Len())
	w.WriteString("abcdefghijk")
	w.WriteByte('!')
	w.WriteRune('世')
	fmt.Println(sb.String(), w.Buffered())
	w.Flush()
	fmt.Println(sb.String())
	w.Write([]byte("a long piece, straight through"))
	fmt.Println(sb.Len(), w.Buffered())
	w = bufio.NewWriterSize(&failing{1}, 4)
	n, err = w.WriteString("0123456789")
	fmt.Println(n, err, w.Flush())
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	fmt.Fprintln(out, "flushed at the end")
}
