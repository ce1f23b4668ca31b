// The form in which texts and search words are compared.

/** Mailpit's form of stored search text and of search words: one line, lower case, without marks that quote addresses. */
export function searchable(text: string): string {
  return text
    .replace(/[\ufeff\s><",;()]+/g, ' ')
    .trim()
    .toLowerCase()
}
