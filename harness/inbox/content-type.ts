// The type of a file by its first bytes, where nobody names it: [S] Go's http.DetectContentType, for what mails carry.

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['89504e470d0a1a0a', 'image/png'],
  ['ffd8ff', 'image/jpeg'],
  ['474946383761', 'image/gif'],
  ['474946383961', 'image/gif'],
  ['255044462d', 'application/pdf'],
  ['504b0304', 'application/zip'],
  ['1f8b08', 'application/x-gzip'],
  ['424d', 'image/bmp'],
]
const LOOKED_AT = 512

export function detectContentType(content: Buffer): string {
  const beginning = content.subarray(0, LOOKED_AT)
  const hex = beginning.toString('hex')
  const known = SIGNATURES.find(([signature]) => hex.startsWith(signature))
  if (known !== undefined) return known[1]
  if (
    /^\s*<(!doctype html|html|head|body|script|iframe|h1|div|font|table|a|style|title|b|br|p)[\s>]/i.test(
      beginning.toString('latin1'),
    )
  )
    return 'text/html; charset=utf-8'
  if (/^\s*<\?xml/.test(beginning.toString('latin1'))) return 'text/xml; charset=utf-8'
  return beginning.some(
    byte => byte <= 8 || byte === 11 || (byte >= 14 && byte <= 26) || (byte >= 28 && byte <= 31),
  )
    ? 'application/octet-stream'
    : 'text/plain; charset=utf-8'
}
