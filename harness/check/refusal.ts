// What a refused request means for the one who wrote the scenario: the code of the finding and why, made of the refusal's facts.
import type { Facts } from '../../mocks/kit/reason.ts'
import { TALON_ONE_REASONS, type TalonOneReason } from '../../mocks/talon-one/index.ts'
import type { Asked } from './asked.ts'
import type { Code } from './codes.ts'

export interface Problem {
  code: Code
  reason: TalonOneReason
  facts: Facts
  why: string
}

/** Said already by those who know the operation without a customer. */
const SAID_ELSEWHERE: readonly string[] = [
  'wrong-method',
  'missing-header',
  'missing-parameter',
  'missing-credentials',
] satisfies TalonOneReason[]

/** Of an answer that is no refusal: the code is made and nobody will be able to redeem it. */
const USELESS: readonly string[] = ['campaign-not-running'] satisfies TalonOneReason[]

export function problemOf({ answer, status, reasons, facts }: Asked): Problem | undefined {
  if (status === 501 || reasons.some(reason => SAID_ELSEWHERE.includes(reason))) return undefined
  const reason = reasons.filter(isReason).find(known => !answer.ok || USELESS.includes(known))
  if (reason === undefined) return undefined
  return {
    code: reason in WHY ? (reason as Code) : 'request-refused',
    reason,
    facts,
    why: whyOf(reason, facts, status),
  }
}

const isReason = (reason: string): reason is TalonOneReason => Object.hasOwn(TALON_ONE_REASONS, reason)

const sentences = (...each: unknown[]): string => each.filter(Boolean).join('. ')
const quoted = (value: unknown): string => JSON.stringify(value)

/** The reasons that are codes of `check` as well, each in the words of one who knows the world. */
const WHY: Partial<Record<TalonOneReason & Code, (facts: Facts) => string>> = {
  'api-key-unknown': () => 'No Application of this sandbox has this API key',
  'api-key-wrong-platform': ({ key, keyPlatform, platform }) =>
    `The API key ${quoted(key)} is valid for the platform ${keyPlatform}; this path needs a key of the platform ${platform}`,
  'api-key-expired': ({ key, expiredAt }) => `The API key ${quoted(key)} expired at ${expiredAt}`,
  'campaign-not-found': ({ campaign, isOfOther }) =>
    isOfOther
      ? `The campaign ${campaign} belongs to another Application than the API key`
      : `No campaign has the id ${campaign}`,
  'campaign-not-running': ({ name, state, startsAt, endedAt }) =>
    sentences(
      `The campaign ${quoted(name)} is ${state}`,
      startsAt && `It starts at ${startsAt}`,
      endedAt && `It ended at ${endedAt}`,
    ),
  'missing-profile': ({ profile }) =>
    sentences(
      `No customer profile has the integration ID ${quoted(profile)}`,
      String(profile).includes(' ') && 'A + in a query string means a space: write %2B',
    ),
  'empty-parameter': ({ parameter }) => `The parameter ${parameter} is required and holds nothing`,
}

function whyOf(reason: TalonOneReason, facts: Facts, status: number): string {
  const told = WHY[reason as keyof typeof WHY]?.(facts)
  if (told !== undefined) return told
  const details = Object.entries(facts).map(([name, value]) => `, ${name} ${quoted(value)}`)
  const { meaning } = TALON_ONE_REASONS[reason]
  return `Talon.One answers ${status} (${reason}${details.join('')}). ${meaning.replace(/\.$/, '')}`
}
