// Where every value of a mail came from: the expression of the template, what it reads, and the entry that wrote that.
import type { NodeOf } from '../../mocks/bloomreach/definition/node-schemas.ts'
import type { Entry } from '../../mocks/kit/journal.ts'
import type { Explained } from './explained.ts'
import type { Explanation, Value } from './explanation.ts'
import { located } from './located.ts'
import { type AnswerRead, answersOf, type MailText, piecesOf } from './mail-parts.ts'
import type { Piece } from './printed-pieces.ts'
import { type Told, wordsOf } from './source-words.ts'
import { causesOf, effectsOf, lineOf } from './story.ts'

export interface ShownMail {
  subject: string
  html: string
  text: string
  /** One a line, where they are at hand. */
  headers?: string
}

type Email = NodeOf<'email'>
type PrintedValue = Extract<Piece, { kind: 'value' }>

export function explainMail(id: string, sent: Entry, shown: ShownMail, live: Explained): Explanation {
  const { journal } = live.world
  const causes = causesOf(journal, sent)
  const node = nodeOf(sent, live)
  const values =
    node === undefined ? [] : valuesOf(node, shown, { sent, causes, answers: answersOf(causes, live), live })
  return {
    id,
    kind: 'mail',
    says: `"${shown.subject}" was sent to ${sent.to} by #${sent.node}.`,
    ...(sent.customer === undefined ? {} : { customer: sent.customer }),
    steps: [],
    reads: [],
    values,
    causes: causes.map(lineOf),
    effects: effectsOf(journal, sent).map(lineOf),
  }
}

type Templates = Pick<Email, 'subject' | 'preheader' | 'html' | 'text' | 'headers'>

function nodeOf({ scenario, node }: Entry, { bloomreach }: Explained): Email | undefined {
  if (!bloomreach.scenarios.list().some(({ id }) => id === scenario)) return undefined
  const found = bloomreach.scenarios.get(String(scenario)).nodes.find(({ id }) => id === node)
  return found?.type === 'email' ? (found as Email) : undefined
}

/** Those of the language that the mail was written in. */
function templatesOf(node: Email, shown: ShownMail, { sent, live }: Told): Templates {
  const own = node.languages?.[languageOf(sent, shown, live) ?? '']
  return {
    subject: own?.subject ?? node.subject,
    preheader: own?.preheader ?? node.preheader,
    html: own?.html ?? node.html,
    text: own?.text ?? node.text,
    headers: node.headers,
  }
}

/** As the event of the mail says it. */
function languageOf(
  { customer = '', node }: Entry,
  { subject }: ShownMail,
  live: Explained,
): string | undefined {
  const sent = live.bloomreach.events
    .of(customer, 'campaign')
    .filter(({ properties }) => properties.action_id === node && properties.subject === subject)
  return sent.map(({ properties }) => properties.language).find(language => typeof language === 'string')
}

/** What of the mail shows each of its texts. */
function shownTexts({
  subject,
  preheader,
  html,
  text,
  headers,
}: Templates): (MailText & { of: keyof ShownMail })[] {
  const all: [label: string, template: string | undefined, of: keyof ShownMail][] = [
    ['subject', subject, 'subject'],
    ['preheader', preheader, 'html'],
    ['html', html, 'html'],
    ['text', text, 'text'],
    ...Object.entries(headers ?? {}).map(([name, template]): [string, string, keyof ShownMail] => [
      `header ${name}`,
      template,
      'headers',
    ]),
  ]
  return all.flatMap(([label, template, of]) => (template === undefined ? [] : [{ label, template, of }]))
}

function valuesOf(node: Email, shown: ShownMail, told: Told & { answers: readonly AnswerRead[] }): Value[] {
  const texts = shownTexts(templatesOf(node, shown, told))
  const pieces = piecesOf(node, texts, told)
  return texts.flatMap(({ of }, index) => {
    const ofText = pieces[index] ?? []
    const values = ofText.filter(piece => piece.kind === 'value')
    const found = located(ofText, withoutTracking(shown[of] ?? '', told.live))
    return values.map((value, at) => explained(value, found[at], told))
  })
}

/** Links as they stood in the mail before they led through the sandbox. */
const withoutTracking = (shown: string, { bloomreach }: Explained): string =>
  shown.replaceAll(
    TRACKED,
    (link, id: string, number: string) => bloomreach.sentMails.get(id)?.links[Number(number)] ?? link,
  )

const TRACKED = /https?:\/\/[^\s"'<>/]+(?:\/w\/[^\s"'<>/]+)?\/e\/([0-9a-f]{20})\/click\/(\d+)/g

function explained(
  { expression, in: label, origin }: PrintedValue,
  value: string | undefined,
  told: Told,
): Value {
  const [first, ...others] = origin.sources.map(source => wordsOf(source, value, told))
  return {
    expression,
    in: label,
    ...(value === undefined ? {} : { value }),
    ...(first ?? { from: 'the template' }),
    ...(origin.via.length === 0 ? {} : { via: [...origin.via] }),
    ...(others.length === 0 ? {} : { also: others }),
  }
}
