// What package math/bits does.
package main

import (
	"fmt"
	"math/bits"
)

func main() {
	for _, x := range []uint64{0, 1, 2, 3, 0x80, 0xFF, 0x1234, 0x8000, 0xDEADBEEF, 1 << 31, 1 << 32, 0x0123456789ABCDEF, 1 << 63, 1<<64 - 1} {
		fmt.Println(bits.Len64(x), bits.Len32(uint32(x)), bits.Len16(uint16(x)), bits.Len8(uint8(x)), bits.Len(uint(x)))
		fmt.Println(bits.LeadingZeros64(x), bits.LeadingZeros32(uint32(x)), bits.LeadingZeros16(uint16(x)), bits.LeadingZeros8(uint8(x)))
		fmt.Println(bits.TrailingZeros64(x), bits.TrailingZeros32(uint32(x)), bits.TrailingZeros16(uint16(x)), bits.TrailingZeros8(uint8(x)))
		fmt.Println(bits.OnesCount64(x), bits.OnesCount32(uint32(x)), bits.OnesCount16(uint16(x)), bits.OnesCount8(uint8(x)))
		for _, k := range []int{0, 1, -1, 13, 64, -70} {
			fmt.Println(bits.RotateLeft64(x, k), bits.RotateLeft32(uint32(x), k), bits.RotateLeft16(uint16(x), k), bits.RotateLeft8(uint8(x), k))
		}
		fmt.Println(bits.Reverse64(x), bits.Reverse32(uint32(x)), bits.Reverse16(uint16(x)), bits.Reverse8(uint8(x)))
		fmt.Println(bits.ReverseBytes64(x), bits.ReverseBytes32(uint32(x)), bits.ReverseBytes16(uint16(x)))
		for _, y := range []uint64{0, 1, 0xFFFFFFFF, 1<<64 - 1, 0x123456789} {
			s, c := bits.Add64(x, y, 1)
			d, b := bits.Sub64(x, y, 1)
			hi, lo := bits.Mul64(x, y)
			fmt.Println(s, c, d, b, hi, lo)
		}
	}
	fmt.Println(bits.UintSize)
}
