// Package bits counts and moves the bits of unsigned integers.
package bits

// UintSize is the size of a uint in bits.
const UintSize = 64

func Len64(x uint64) (n int) {
	for shift := uint(32); shift > 0; shift /= 2 {
		if x>>shift != 0 {
			x >>= shift
			n += int(shift)
		}
	}
	return n + int(x)
}

func Len(x uint) int     { return Len64(uint64(x)) }
func Len32(x uint32) int { return Len64(uint64(x)) }
func Len16(x uint16) int { return Len64(uint64(x)) }
func Len8(x uint8) int   { return Len64(uint64(x)) }

func LeadingZeros(x uint) int     { return 64 - Len(x) }
func LeadingZeros64(x uint64) int { return 64 - Len64(x) }
func LeadingZeros32(x uint32) int { return 32 - Len32(x) }
func LeadingZeros16(x uint16) int { return 16 - Len16(x) }
func LeadingZeros8(x uint8) int   { return 8 - Len8(x) }

func TrailingZeros64(x uint64) int {
	if x == 0 {
		return 64
	}
	return Len64(x&-x) - 1
}

func TrailingZeros(x uint) int { return TrailingZeros64(uint64(x)) }

func TrailingZeros32(x uint32) int { return TrailingZeros64(uint64(x) | 1<<32) }
func TrailingZeros16(x uint16) int { return TrailingZeros64(uint64(x) | 1<<16) }
func TrailingZeros8(x uint8) int   { return TrailingZeros64(uint64(x) | 1<<8) }

const (
	ones1 = 0x5555555555555555
	ones2 = 0x3333333333333333
	ones4 = 0x0F0F0F0F0F0F0F0F
)

func OnesCount64(x uint64) int {
	x -= x >> 1 & ones1
	x = x>>2&ones2 + x&ones2
	x = (x>>4 + x) & ones4
	return int(x * 0x0101010101010101 >> 56)
}

func OnesCount(x uint) int     { return OnesCount64(uint64(x)) }
func OnesCount32(x uint32) int { return OnesCount64(uint64(x)) }
func OnesCount16(x uint16) int { return OnesCount64(uint64(x)) }
func OnesCount8(x uint8) int   { return OnesCount64(uint64(x)) }

func RotateLeft64(x uint64, k int) uint64 { return x<<(uint(k)&63) | x>>(-uint(k)&63) }
func RotateLeft(x uint, k int) uint       { return uint(RotateLeft64(uint64(x), k)) }
func RotateLeft32(x uint32, k int) uint32 { return x<<(uint(k)&31) | x>>(-uint(k)&31) }
func RotateLeft16(x uint16, k int) uint16 { return x<<(uint(k)&15) | x>>(-uint(k)&15) }
func RotateLeft8(x uint8, k int) uint8    { return x<<(uint(k)&7) | x>>(-uint(k)&7) }

func ReverseBytes64(x uint64) uint64 {
	const b, w = 0x00FF00FF00FF00FF, 0x0000FFFF0000FFFF
	x = x>>8&b | x&b<<8
	x = x>>16&w | x&w<<16
	return x>>32 | x<<32
}

func ReverseBytes(x uint) uint       { return uint(ReverseBytes64(uint64(x))) }
func ReverseBytes32(x uint32) uint32 { return uint32(ReverseBytes64(uint64(x)) >> 32) }
func ReverseBytes16(x uint16) uint16 { return x>>8 | x<<8 }

func Reverse64(x uint64) uint64 {
	x = x>>1&ones1 | x&ones1<<1
	x = x>>2&ones2 | x&ones2<<2
	x = x>>4&ones4 | x&ones4<<4
	return ReverseBytes64(x)
}

func Reverse(x uint) uint       { return uint(Reverse64(uint64(x))) }
func Reverse32(x uint32) uint32 { return uint32(Reverse64(uint64(x)) >> 32) }
func Reverse16(x uint16) uint16 { return uint16(Reverse64(uint64(x)) >> 48) }
func Reverse8(x uint8) uint8    { return uint8(Reverse64(uint64(x)) >> 56) }

func Add64(x, y, carry uint64) (sum, carryOut uint64) {
	sum = x + y + carry
	return sum, (x&y | (x|y)&^sum) >> 63
}

func Sub64(x, y, borrow uint64) (diff, borrowOut uint64) {
	diff = x - y - borrow
	return diff, (^x&y | ^(x^y)&diff) >> 63
}

func Mul64(x, y uint64) (hi, lo uint64) {
	const low = 1<<32 - 1
	x0, x1 := x&low, x>>32
	y0, y1 := y&low, y>>32
	middle := x1*y0 + x0*y0>>32
	other := middle&low + x0*y1
	return x1*y1 + middle>>32 + other>>32, x * y
}

func Add(x, y, carry uint) (sum, carryOut uint) {
	s, c := Add64(uint64(x), uint64(y), uint64(carry))
	return uint(s), uint(c)
}

func Sub(x, y, borrow uint) (diff, borrowOut uint) {
	d, b := Sub64(uint64(x), uint64(y), uint64(borrow))
	return uint(d), uint(b)
}

func Mul(x, y uint) (hi, lo uint) {
	h, l := Mul64(uint64(x), uint64(y))
	return uint(h), uint(l)
}
