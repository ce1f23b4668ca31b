// What Mailpit says about a List-Unsubscribe header: its links and what is wrong with them.

export interface ListUnsubscribe {
  Header: string
  Links: string[]
  Errors: string
  HeaderPost: string
}

/** Two links are short; the patterns below are for a line that a person could read. */
const MOST_CHARACTERS = 4_096

export function listUnsubscribe(header: string, headerPost: string): ListUnsubscribe {
  if (header === '') return { Header: '', Links: [], Errors: '', HeaderPost: '' }
  if (header.length > MOST_CHARACTERS) {
    const error = `the header is longer than ${MOST_CHARACTERS} characters`
    return { Header: header, Links: [], Errors: error, HeaderPost: headerPost }
  }
  const { links, errors } = readLinks(header.replace(/\(.*?\)/gs, '').trim())
  return { Header: header, Links: links, Errors: errors.join(', '), HeaderPost: headerPost }
}

function readLinks(value: string): { links: string[]; errors: string[] } {
  const found = [...value.matchAll(/<(.*?)>/g)].map(match => match[1] ?? '')
  if (found.length === 0) return { links: [], errors: [`"${value}" no valid unsubscribe links found`] }
  if (!/^<.*>$/s.test(value)) return { links: [], errors: [`"${value}" should be enclosed in <>`] }
  if (found.length > 2) {
    return { links: [], errors: [`"${value}" should include a maximum of one email and one HTTP link`] }
  }
  if (!/^<[^<>]*>(\s*,\s*<[^<>]*>)?$/s.test(value)) {
    return { links: [], errors: [`"${value}" <> should be split with a comma and optional spaces`] }
  }
  const links: string[] = []
  const errors: string[] = []
  for (const link of found) {
    const error = linkError(link, links)
    if (error === undefined) links.push(link)
    else errors.push(error)
  }
  return { links, errors }
}

function linkError(link: string, before: readonly string[]): string | undefined {
  const isMail = /^mailto:[a-z0-9]/i.test(link)
  const isHttp = /^https?:\/\/[a-z0-9]/i.test(link)
  if (/\s/.test(link)) return `"${link}" should not contain spaces`
  if (!isMail && !isHttp) return `"${link}" should start with either http(s):// or mailto:`
  if (isMail && before.some(other => other.startsWith('mailto:')))
    return `"${link}" should only contain one mailto:`
  if (isHttp && before.some(other => /^https?:/i.test(other)))
    return `"${link}" should only contain one HTTP link`
  return URL.canParse(link) ? undefined : `parse "${link}": invalid URL`
}
