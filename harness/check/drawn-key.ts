// Whether a key looks as if a vendor had drawn it.

/** A made-up key repeats itself or is a word; a drawn one has most characters of its alphabet. */
export const looksDrawn = (secret: string): boolean =>
  new Set(secret).size >= 10 && (secret.match(/\d/g)?.length ?? 0) >= 3 && /[a-z]/i.test(secret)
