// What packages io and os do.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

type slow struct{ r io.Reader }

func (s slow) Read(p []byte) (int, error) {
	if len(p) > 3 {
		p = p[:3]
	}
	return s.r.Read(p)
}

type limited struct{ n int }

func (l *limited) Write(p []byte) (int, error) {
	if l.n < len(p) {
		return l.n, nil
	}
	l.n -= len(p)
	return len(p), nil
}

func main() {
	all, err := io.ReadAll(slow{strings.NewReader(strings.Repeat("abc", 300))})
	fmt.Println(len(all), err)
	p := make([]byte, 5)
	n, err := io.ReadFull(slow{strings.NewReader("abcd")}, p)
	fmt.Println(n, err, string(p[:n]))
	n, err = io.ReadFull(slow{strings.NewReader("")}, p)
	fmt.Println(n, err)
	n, err = io.ReadFull(slow{strings.NewReader("abcdefgh")}, p)
	fmt.Println(n, err, string(p))
	n, err = io.ReadAtLeast(strings.NewReader("abc"), p[:2], 3)
	fmt.Println(n, err)
	var b strings.Builder
	m, err := io.Copy(&b, slow{strings.NewReader("copy this")})
	fmt.Println(m, err, b.String())
	m, err = io.Copy(&limited{4}, slow{strings.NewReader("copy this")})
	fmt.Println(m, err)
	n, err = io.WriteString(&limited{10}, "abc")
	fmt.Println(n, err)
	fmt.Fprintln(io.Discard, "nothing")
	n, err = fmt.Fprintln(os.Stdout, "to stdout", 1, true)
	fmt.Println(n, err)
	fmt.Fprint(os.Stdout, "a", 1, 2, "b", "\n")
	n, err = os.Stdout.WriteString("written\n")
	fmt.Println(n, err)
	n, err = os.Stdout.Write(nil)
	fmt.Println(n, err, os.Stdout.Name(), os.Stderr.Name(), os.Stdin.Fd())
	fmt.Println(len(os.Args), io.EOF, errors.Is(io.EOF, io.EOF))
	var none *os.File
	_, err = none.Write(nil)
	fmt.Println(err)
	fmt.Println(os.Getenv("GOSLICE_NO_SUCH_VARIABLE") == "")
	_, ok := os.LookupEnv("GOSLICE_NO_SUCH_VARIABLE")
	fmt.Println(ok)
	defer fmt.Println("not run")
	os.Exit(0)
}
