// What the README shows of a run is what a run prints: the same lines, fewer of them, and cut where a page is too narrow.

const WIDTH = 118

/** The run of the tutorial, as `npm run sandbox` prints it on the ports that it takes by itself. */
export function shownRun(printed: string): string {
  const lines = withOwnPorts(printed).split('\n')
  const at = (title: string) => lines.indexOf(title)
  const first = (part: string[], who: string) => part.filter(line => line.includes(who))
  const mails = lines.slice(at('Emails') + 1)
  return [
    ...lines.filter(line => /^ {2}(?:Console|Talon\.One|Bloomreach|Inbox|SMTP) {2,}\S+:\/\//.test(line)),
    '',
    'Trace',
    ...first(lines.slice(at('Trace'), at('Emails')), ' ada@example.com '),
    '  …',
    'Emails',
    ...first(mails, ' ada@example.com '),
    '  …',
  ]
    .map(cut)
    .join('\n')
}

/** The first answer that is refused, with what stands below it. */
export function shownRefusal(printed: string): string {
  const lines = printed.split('\n')
  const start = lines.findIndex(line => line.startsWith('✗'))
  const length = lines.slice(start + 1).findIndex(line => !/^ {4}/.test(line))
  return lines
    .slice(start, start + 1 + length)
    .map(cut)
    .join('\n')
}

/** The first counterexample of a search, with its story and what mends it. */
export function shownFinding(printed: string): string {
  const lines = printed.split('\n')
  const start = lines.findIndex(line => line.startsWith('✗'))
  const length = lines.slice(start + 1).findIndex(line => line === '' || line.startsWith('✗'))
  return lines
    .slice(start, length === -1 ? undefined : start + 1 + length)
    .map(cut)
    .join('\n')
}

/** What the README searches. */
export const SHOWN_SEARCH = ['search', '--customers', '1', '--invariants', 'one-code-per-advocate']

const cut = (line: string): string => (line.length <= WIDTH ? line : `${line.slice(0, WIDTH - 1)}…`)

/** A test takes free ports; a person gets these. */
function withOwnPorts(printed: string): string {
  const ports = { Console: '4400', Inbox: '8025', SMTP: '1025' }
  return Object.entries(ports).reduce((text, [name, own]) => {
    const taken = new RegExp(`^ {2}${name} .*:(\\d+)`, 'm').exec(text)?.[1]
    return taken === undefined ? text : text.replaceAll(`127.0.0.1:${taken}`, `127.0.0.1:${own}`)
  }, printed)
}
