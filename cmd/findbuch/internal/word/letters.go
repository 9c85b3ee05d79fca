package word

// letters spells out letters that have no decomposition in Unicode, in lower
// case. The spellings are those of CLDR's transform Latin-ASCII
// (common/transforms/Latin-ASCII.xml); those of phonetic and of medieval
// writing are left out.
var letters = map[rune]string{
	'ß': "ss", // CaseFolding.txt, class F
	'æ': "ae",
	'œ': "oe",
	'ø': "o",
	'ł': "l",
	'đ': "d",
	'ð': "d",
	'þ': "th",
	'ħ': "h",
	'ı': "i",
	'ĸ': "q",
	'ŋ': "n",
	'ŧ': "t",
	'ƀ': "b", 'ɓ': "b", 'ƃ': "b",
	'ƈ': "c", 'ȼ': "c",
	'ɖ': "d", 'ɗ': "d", 'ƌ': "d",
	'ɛ': "e", 'ɇ': "e",
	'ƒ': "f",
	'ɠ': "g", 'ǥ': "g",
	'ɨ': "i",
	'ɉ': "j",
	'ƙ': "k", 'ⱪ': "k",
	'ƚ': "l", 'ⱡ': "l",
	'ɲ': "n", 'ƞ': "n",
	'ƥ': "p",
	'ɍ': "r",
	'ƫ': "t", 'ƭ': "t", 'ʈ': "t", 'ⱦ': "t",
	'ʋ': "v",
	'ⱳ': "w",
	'ƴ': "y", 'ɏ': "y",
	'ƶ': "z", 'ȥ': "z", 'ⱬ': "z",
	'ⱥ': "a",
}
