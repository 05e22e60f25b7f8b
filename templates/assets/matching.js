// How words are found in texts: no DOM.

// Equal for what a reader takes for the same: upper and lower case, full and half width, Latin,
// Greek and Cyrillic letters with and without accents. Upper case, because lower case has two
// sigmas and does not join ß and ss.
export function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFKC")
    .toUpperCase()
    .normalize("NFKC");
}

// What is to be found, each on its own: text between white space of any kind.
export function split(query) {
  return fold(query).split(/\s+/u).filter(Boolean);
}

// `haystack` is folded already. No terms are in every text.
export function holds(haystack, terms) {
  return terms.every((term) => haystack.includes(term));
}
