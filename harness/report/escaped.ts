// Text from outside inside XML and HTML: neither a tag nor a character that XML cannot hold survives in it.

/** https://www.w3.org/TR/xml/#charsets, without U+FFFE and U+FFFF, and a half of a pair alone. */
const NOT_IN_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escaped = (text: string): string =>
  text.replaceAll(NOT_IN_XML, '\u{fffd}').replaceAll(/[&<>"']/g, character => ENTITIES[character] ?? '')

/** Inside an attribute a reader would turn line ends into blanks. */
export const escapedAttribute = (text: string): string =>
  escaped(text).replaceAll(/[\t\n\r]/g, character => `&#${character.charCodeAt(0)};`)
