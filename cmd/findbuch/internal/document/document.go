// Package document says what bytes are: their SHA-256 and size, the charset
// they can be decoded with and their media type. It judges by content alone,
// never by a name, and does no input or output beyond an io.Reader.
//
// # Charset
//
// The first of these that holds decides:
//
//   - "bom": the bytes begin with a byte order mark of UTF-8 or UTF-16 and the
//     rest bears it out;
//   - "nul pattern": NUL bytes stand nearly all at odd (little endian) or at
//     even offsets (big endian), and the bytes decode as UTF-16 to sensible
//     text. All other bytes with a NUL are no text;
//   - "valid": valid UTF-8, ASCII included, unless control characters abound;
//   - "repaired": UTF-8 with a few broken sequences, such as a file cut in the
//     middle of one;
//   - "guess": windows-1252 or iso-8859-1, if plausible as western text.
//
// A guess cannot tell the eight-bit charsets of Latin script apart: Polish in
// ISO 8859-2 or Turkish in ISO 8859-9 may be taken for windows-1252. Bytes
// that look like another script, or like nothing, have no charset: text that
// is not read is reported, while text that was read wrongly would not be.
//
// # Media type
//
// Text is text/plain unless its first bytes look like markup, JSON or another
// marked format; only then, and for bytes that are no text, the signatures of
// github.com/gabriel-vasile/mimetype are asked about the first 3,072 bytes.
// text/csv is never reported: prose with commas looks the same.
package document
