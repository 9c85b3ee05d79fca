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
//
// What has no signature is told from prose by rules of our own, over the same
// bytes. They are strict, since text read as what it is not loses more than
// text read as prose:
//
//   - text/troff: the first line is a request or comment of roff, and .TH, .Dd,
//     .SH or .so follows before any line of text;
//   - text/vtt begins with WEBVTT, application/x-subrip with a number on a line
//     of its own and a line of two times;
//   - text/csv and text/tab-separated-values: three or more lines, all with
//     the same number of cells; see tableKind for what prose is spared by;
//   - text/x-rst: a directive (".. name::") or link target, or an underlined
//     title together with a comment (".. ") or inline mark (role, reference,
//     literal) of reStructuredText;
//   - text/markdown: a heading ("# ", or underlined) together with a link of
//     Markdown or a fenced block; or one "# " with "## " and a list below it.
package document
