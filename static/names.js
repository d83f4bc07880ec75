// Names as they are compared.

/** Case, accents, spaces, hyphens and the kind of an apostrophe do not matter, nor do full stops and brackets. */
export function folded(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
    .replace(/[’‘']/g, "'").replace(/&/g, " and ").replace(/[\s_\-\u2010-\u2015.,()]+/g, " ").trim();
}
