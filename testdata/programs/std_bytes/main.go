// What package bytes does.
package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
)

func try(f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println("panic:", e)
		}
	}()
	f()
}

func main() {
	a, b := []byte("hello world"), []byte("o")
	fmt.Println(bytes.Equal(a, b), bytes.Equal(nil, []byte{}), bytes.Compare(a, b), bytes.Compare(b, a), bytes.Compare(a, a))
	fmt.Println(bytes.Index(a, b), bytes.LastIndex(a, b), bytes.IndexByte(a, 'w'), bytes.Contains(a, []byte("lo w")), bytes.Count(a, b), bytes.Count(a, nil))
	fmt.Println(bytes.HasPrefix(a, []byte("he")), bytes.HasSuffix(a, []byte("ld")), bytes.Index(a, nil), bytes.LastIndex(a, nil))
	fmt.Printf("%q %q %q\n", bytes.Split(a, b), bytes.Split(a, nil), bytes.Split(nil, b))
	fmt.Printf("%q %q %q\n", bytes.Join([][]byte{a, b}, []byte(", ")), bytes.Join(nil, b), bytes.TrimSpace([]byte(" \t x y\n")))
	fmt.Printf("%q %q %q\n", bytes.ToUpper([]byte("abcé")), bytes.ToLower([]byte("ABCÉ")), bytes.Repeat([]byte("ab"), 3))
	fmt.Println(bytes.TrimSpace([]byte("  ")) == nil, bytes.Clone(nil) == nil, string(bytes.Clone(a)))
	for _, part := range bytes.Split(a, b) {
		fmt.Print(len(part), " ", cap(part) == len(part), " ")
	}
	fmt.Println()
	try(func() { bytes.Repeat(a, -1) })

	var buf bytes.Buffer
	fmt.Println(buf.Len(), buf.Cap(), buf.String())
	buf.WriteString("hello ")
	buf.Write([]byte("world"))
	buf.WriteByte('!')
	buf.WriteRune('世')
	fmt.Println(buf.Len(), buf.Cap(), buf.String(), buf.Available())
	fmt.Fprintf(&buf, " %d", 42)
	p := make([]byte, 5)
	n, err := buf.Read(p)
	fmt.Println(n, err, string(p[:n]), buf.Len())
	c, err := buf.ReadByte()
	fmt.Println(c, err, buf.UnreadByte(), buf.UnreadByte())
	fmt.Printf("%q\n", buf.Next(3))
	line, err := buf.ReadString('l')
	fmt.Println(line, err)
	rest, err := buf.ReadBytes('\n')
	fmt.Printf("%q %v\n", rest, err)
	n, err = buf.Read(p)
	fmt.Println(n, err)
	_, err = buf.ReadByte()
	fmt.Println(err == io.EOF, buf.Len(), buf.Cap())
	buf.WriteString("abcdef")
	buf.Truncate(3)
	fmt.Println(buf.String())
	try(func() { buf.Truncate(10) })
	try(func() { buf.Grow(-1) })
	buf.WriteByte('\n')
	m, err := buf.WriteTo(os.Stdout)
	fmt.Println(m, err, buf.Len())
	m, err = buf.ReadFrom(strings.NewReader(strings.Repeat("x", 1000)))
	fmt.Println(m, err, buf.Len())
	r, size, err := bytes.NewBufferString("世").ReadRune()
	fmt.Println(r, size, err)
	var none *bytes.Buffer
	fmt.Println(none.String(), none)
	fmt.Printf("%v %s\n", bytes.NewBuffer([]byte("x")), bytes.NewBufferString("y"))
}
