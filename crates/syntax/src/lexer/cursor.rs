//! Reading a file character by character, with complaints about what no Go file may hold.

use super::ErrorSink;

/// The current character's place in a file's text. NUL characters, invalid UTF-8 and byte order marks are complained of
/// and passed over, so that no later code sees them.
#[derive(Debug)]
pub(crate) struct Cursor<'a> {
    text: &'a [u8],
    /// Offset of the current character.
    at: usize,
    /// Offset of the character after it.
    next: usize,
    /// The current character; NUL at the end of the text.
    ch: char,
}

const BYTE_ORDER_MARK: char = '\u{feff}';

impl<'a> Cursor<'a> {
    /// A cursor on the first character of `text`.
    pub(crate) fn new(text: &'a [u8], errors: &mut ErrorSink) -> Cursor<'a> {
        let mut cursor = Cursor { text, at: 0, next: 0, ch: '\0' };
        cursor.advance(errors);
        cursor
    }

    /// The current character, NUL at the end.
    #[inline]
    pub(crate) fn ch(&self) -> char {
        self.ch
    }

    /// Offset of the current character.
    #[inline]
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// Whether the whole text has been read.
    #[inline]
    pub(crate) fn at_end(&self) -> bool {
        self.ch == '\0'
    }

    /// The bytes from `start` to the current character.
    pub(crate) fn since(&self, start: usize) -> &'a [u8] {
        &self.text[start..self.at]
    }

    /// The bytes before `end`.
    pub(crate) fn before(&self, end: usize) -> &'a [u8] {
        &self.text[..end]
    }

    /// The byte right after the current character.
    pub(crate) fn peek_byte(&self) -> u8 {
        self.text.get(self.next).copied().unwrap_or(0)
    }

    /// Moves to the next character.
    #[inline]
    pub(crate) fn advance(&mut self, errors: &mut ErrorSink) {
        self.at = self.next;
        match self.text.get(self.at) {
            Some(&byte @ 1..0x80) => {
                self.next = self.at + 1;
                self.ch = char::from(byte);
            }
            _ => self.advance_slowly(errors),
        }
    }

    /// Moves to the first character from `self.at` on that may stand in a Go file.
    #[cold]
    fn advance_slowly(&mut self, errors: &mut ErrorSink) {
        loop {
            let Some(&byte) = self.text.get(self.at) else {
                self.next = self.at;
                self.ch = '\0';
                return;
            };
            let (ch, width) = match byte {
                0 => {
                    errors.push(self.at, "invalid NUL character");
                    ('\0', 1)
                }
                1..0x80 => (char::from(byte), 1),
                _ => match decode(&self.text[self.at..]) {
                    Some(BYTE_ORDER_MARK) => {
                        if self.at > 0 {
                            errors.push(self.at, "invalid BOM in the middle of the file");
                        }
                        ('\0', BYTE_ORDER_MARK.len_utf8())
                    }
                    Some(ch) => (ch, ch.len_utf8()),
                    None => {
                        errors.push(self.at, "invalid UTF-8 encoding");
                        ('\0', 1)
                    }
                },
            };
            self.next = self.at + width;
            if ch != '\0' {
                self.ch = ch;
                return;
            }
            self.at = self.next;
        }
    }
}

/// The character that `bytes` begin with, if they are valid UTF-8.
fn decode(bytes: &[u8]) -> Option<char> {
    let head = &bytes[..bytes.len().min(4)];
    let valid = match str::from_utf8(head) {
        Ok(valid) => valid,
        Err(error) => str::from_utf8(&head[..error.valid_up_to()]).ok()?,
    };
    valid.chars().next()
}
