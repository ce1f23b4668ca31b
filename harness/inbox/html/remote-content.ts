// Whether a mail wants to load something from elsewhere, which the inbox does not do.

/** An address and the little before it that would load it by itself; a link loads nothing. */
const BEFORE = 40
const LOADS = /(?:(?:src|srcset|poster|background)=["']?|url\(["']?|@import ?["']?)$/

export function wantsRemoteContent(html: string): boolean {
  const text = html.toLowerCase()
  for (let at = text.indexOf('http'); at !== -1; at = text.indexOf('http', at + 4)) {
    if (!/^https?:\/\//.test(text.slice(at, at + 8))) continue
    if (LOADS.test(text.slice(Math.max(0, at - BEFORE), at).replaceAll(/\s/g, ''))) return true
  }
  return false
}
