// Why a request was answered as it was: how far it came, what stopped it, what would have matched, and who wrote what was read.
import type { Entry } from '../../mocks/kit/journal.ts'
import { nearestName } from '../../mocks/kit/nearest-name.ts'
import type { Explained } from './explained.ts'
import type { Explanation, Read, Step } from './explanation.ts'
import { causesOf, effectsOf, lastBefore, lineOf } from './story.ts'

export function explainRequest(id: string, request: Entry, live: Explained): Explanation {
  const { journal } = live.world
  const answer = journal
    .read({ after: request.seq, limit: Number.POSITIVE_INFINITY })
    .find(({ kind, causedBy }) => causedBy === request.seq && kind.endsWith('.response'))
  const { reason, hint, status, operation, facts = {} }: Partial<Entry> = answer ?? {}
  const whole = `${request.method} ${request.path}`
  const nearest = nearestOf(facts as Facts, live)
  return {
    id,
    kind: 'request',
    says: `${whole} ${status === undefined ? 'has no answer yet' : `was answered ${status}`}${operation === undefined ? '' : ` by ${operation}`}.`,
    ...(reason === undefined ? {} : { reason: String(reason) }),
    ...(hint === undefined ? {} : { hint: String(hint) }),
    steps: stepsOf({ whole, operation, status: Number(status), reason: String(reason ?? ''), hint }),
    ...(nearest === undefined ? {} : { nearest }),
    reads: readsOf(facts as Facts, request, live),
    values: [],
    causes: causesOf(journal, request).map(lineOf),
    effects: effectsOf(journal, request).map(lineOf),
  }
}

type Facts = Readonly<Record<string, unknown>>

/** In the order in which an emulator looks; a refusal stands at one of them. */
const LOOKED = ['the operation', 'the credentials', 'the request', 'what is kept'] as const

/** Of a 400: what is about a thing that is kept, not about the request. */
const OF_WHAT_IS_KEPT = /campaign|coupon|card|program|points|session-state|codes-left|already|exists|limit/

function refusedAt(status: number, reason: string): number {
  if (status === 405 || status === 501) return 0
  if (status === 401 || status === 403) return 1
  const isOfRequest = [400, 413, 415, 422].includes(status) && !OF_WHAT_IS_KEPT.test(reason)
  return isOfRequest ? 2 : 3
}

interface Answered {
  whole: string
  operation: unknown
  status: number
  reason: string
  hint: unknown
}

function stepsOf({ whole, operation, status, reason, hint }: Answered): Step[] {
  if (reason.includes('planned-fault')) return [{ looked: 'planned faults', found: String(hint), ok: false }]
  const stop = status >= 400 ? refusedAt(status, reason) : LOOKED.length
  return LOOKED.slice(0, stop + 1).map((looked, at) => {
    if (at === stop) return { looked, found: String(hint ?? (reason || `answered ${status}`)), ok: false }
    return { looked, found: at === 0 ? String(operation ?? whole) : 'accepted', ok: true }
  })
}

/** What a fact is one of, in the words of the vendor. */
function knownNames(fact: string, { talonOne, bloomreach }: Explained): string[] {
  const campaigns = talonOne.campaigns.list()
  const names: Record<string, () => string[]> = {
    profile: () => [...talonOne.profiles.all()].map(({ integrationId }) => integrationId),
    advocate: () => [...talonOne.profiles.all()].map(({ integrationId }) => integrationId),
    campaign: () => campaigns.map(({ id }) => String(id)),
    code: () => [...talonOne.referrals.all()].map(({ code }) => code),
    customer: () => [...bloomreach.customers.all()].flatMap(({ ids }) => Object.values(ids)),
    category: () => bloomreach.consentCategories.list().map(({ id }) => id),
  }
  return (Object.hasOwn(names, fact) ? names[fact]?.() : undefined) ?? []
}

function nearestOf(facts: Facts, live: Explained): string | undefined {
  for (const [fact, value] of Object.entries(facts)) {
    const names = knownNames(fact, live)
    const near = names.includes(String(value)) ? undefined : nearestName(String(value), names)
    if (near !== undefined) return `${fact} ${JSON.stringify(near)}`
  }
  return undefined
}

/** Each fact, whether it is there, and the entry that speaks of it last. */
function readsOf(facts: Facts, request: Entry, live: Explained): Read[] {
  return Object.entries(facts).map(([fact, value]) => {
    const names = knownNames(fact, live)
    const isThere = names.length === 0 ? undefined : names.includes(String(value))
    const writer = lastBefore(
      live.world.journal,
      request.seq,
      entry => !/request|response|webhook/.test(entry.kind) && Object.values(entry).includes(value),
    )
    return {
      what: fact,
      value: isThere === false ? `${value} (there is none now)` : value,
      ...(writer === undefined ? {} : { writtenBy: lineOf(writer) }),
    }
  })
}
