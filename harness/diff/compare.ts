// Who gets something else, when, and why: the differences between two rehearsals, first by kind. Pure.
import { type Channel, emptyStory, type Message, type Story } from './story.ts'

const KINDS = ['loses', 'gets', 'another title', 'another text', 'another time', 'another ending'] as const
export type Kind = (typeof KINDS)[number]

export interface Difference {
  kind: Kind
  customer: string
  channel?: Channel
  /** The subject or the call; of the second side where it is another. */
  title?: string
  a?: string
  b?: string
  /** The first step at which the two stories part. */
  why?: { a: string; b: string }
}

type Stories = ReadonlyMap<string, Story>

/** In the order of `KINDS`, then of the customers. */
export function differencesOf(a: Stories, b: Stories): Difference[] {
  const customers = [...new Set([...a.keys(), ...b.keys()])]
  const found = customers.flatMap(customer =>
    storyDifferences(a.get(customer) ?? emptyStory(customer), b.get(customer) ?? emptyStory(customer)),
  )
  return KINDS.flatMap(kind => found.filter(difference => difference.kind === kind))
}

function storyDifferences(a: Story, b: Story): Difference[] {
  const channels = [...new Set([...a.messages, ...b.messages].map(({ channel }) => channel))]
  const found = channels.flatMap(channel => channelDifferences(channel, of(channel, a), of(channel, b)))
  const endings = [a, b].map(({ endings: all }) => all.join(', ') || 'never entered')
  if (endings[0] !== endings[1])
    found.push({ kind: 'another ending', a: endings[0] ?? '', b: endings[1] ?? '' })
  const why = partingOf(a, b)
  return found.map(one => ({ customer: a.customer, ...one, ...(why === undefined ? {} : { why }) }))
}

type Found = Omit<Difference, 'customer' | 'why'>

const of = (channel: Channel, { messages }: Story): Message[] =>
  messages.filter(message => message.channel === channel)

/** Messages of one title belong together, in order; of the others each to the next that is left. */
function channelDifferences(channel: Channel, a: readonly Message[], b: readonly Message[]): Found[] {
  const left = [...b]
  const lone: Message[] = []
  const found: Found[] = []
  for (const one of a) {
    const index = left.findIndex(({ title }) => title === one.title)
    const [other] = index === -1 ? [] : left.splice(index, 1)
    if (other === undefined) lone.push(one)
    else found.push(...messageDifferences(channel, one, other))
  }
  for (const one of lone) {
    const other = left.shift()
    found.push(
      other === undefined
        ? { kind: 'loses', channel, title: one.title, a: one.at }
        : { kind: 'another title', channel, title: other.title, a: one.title, b: other.title },
    )
  }
  return [...found, ...left.map(({ title, at }) => ({ kind: 'gets', channel, title, b: at }) as const)]
}

function messageDifferences(channel: Channel, a: Message, b: Message): Found[] {
  const found: Found[] = []
  const lines = firstDifferentLines(a.text, b.text)
  if (lines !== undefined) found.push({ kind: 'another text', channel, title: b.title, ...lines })
  if (a.at !== b.at) found.push({ kind: 'another time', channel, title: b.title, a: a.at, b: b.at })
  return found
}

function firstDifferentLines(a: string, b: string): { a: string; b: string } | undefined {
  if (a === b) return undefined
  const [one, other] = [a.split('\n'), b.split('\n')]
  const index = one.findIndex((line, at) => line !== other[at])
  const at = index === -1 ? one.length : index
  return { a: one[at]?.trim() ?? '', b: other[at]?.trim() ?? '' }
}

const NOTHING_MORE = 'nothing more'

function partingOf(a: Story, b: Story): { a: string; b: string } | undefined {
  const length = Math.max(a.steps.length, b.steps.length)
  for (let at = 0; at < length; at++) {
    const [one, other] = [a.steps[at] ?? NOTHING_MORE, b.steps[at] ?? NOTHING_MORE]
    if (one !== other) return { a: one, b: other }
  }
  return undefined
}
