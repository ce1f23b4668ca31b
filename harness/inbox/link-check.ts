// The links of a mail and whether they lead anywhere. Only what the sandbox itself can answer is asked, never the internet.
import type { MailContent } from './reading/content.ts'

export interface CheckedLink {
  URL: string
  /** 0 where it was not asked. */
  StatusCode: number
  Status: string
}

/** Of a link that the sandbox can judge; undefined of all others. */
export type AskLink = (url: URL) => Promise<{ status: number; text: string } | undefined>

/** [S] internal/linkcheck. */
const MOST_LINKS = 100
const NOT_ASKED = 'Not asked: it leads off this machine'

export async function checkLinks(
  { links, text }: Pick<MailContent, 'links' | 'text'>,
  ask: AskLink,
): Promise<{ Errors: number; Links: CheckedLink[] }> {
  const urls = [...new Set([...links, ...urlsIn(text)])].filter(url => /^https?:\/\//i.test(url))
  const Links: CheckedLink[] = []
  for (const url of urls.slice(0, MOST_LINKS)) Links.push(await checked(url, ask))
  return { Errors: Links.filter(({ StatusCode }) => StatusCode >= 400).length, Links }
}

async function checked(url: string, ask: AskLink): Promise<CheckedLink> {
  const parsed = URL.parse(url)
  if (parsed === null) return { URL: url, StatusCode: 400, Status: 'Not a URL' }
  const answer = await ask(parsed)
  return answer === undefined
    ? { URL: url, StatusCode: 0, Status: NOT_ASKED }
    : { URL: url, StatusCode: answer.status, Status: answer.text }
}

/** Of plain text: a word that starts as a URL does, without the punctuation of its sentence. */
const urlsIn = (text: string): string[] =>
  text
    .split(/[\s<>"']+/)
    .filter(word => word.length < 4_096 && /^https?:\/\//i.test(word))
    .map(withoutPunctuation)

function withoutPunctuation(word: string): string {
  let end = word.length
  while (end > 0 && '.,;:!?)]}'.includes(word[end - 1] ?? '')) end--
  return word.slice(0, end)
}
