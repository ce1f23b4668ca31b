// What a refused request means for the one who wrote the scenario: the code of the finding and why, made of the refusal's facts.
import type { Facts } from '../../mocks/kit/reason.ts'
import { TALON_ONE_REASONS, type TalonOneReason } from '../../mocks/talon-one/index.ts'
import { type Asked, isAccepted } from './asked.ts'
import type { Code } from './codes.ts'

export interface Problem {
  code: Code
  /** Undefined: of something else in the request. */
  about: Subject | undefined
  reason: TalonOneReason
  facts: Facts
  why: string
}

/** What a refused request got wrong. */
type Subject = 'key' | 'campaign' | 'profile' | 'parameter'

/** Said already by those who know the operation without a customer. */
const SAID_ELSEWHERE: readonly string[] = [
  'wrong-method',
  'missing-header',
  'missing-parameter',
  'missing-credentials',
] satisfies TalonOneReason[]

/** Of an answer that is no refusal: the code is made and nobody will be able to redeem it. */
const USELESS: readonly string[] = ['campaign-not-running'] satisfies TalonOneReason[]

export function problemOf(asked: Asked): Problem | undefined {
  const { status, reasons, facts } = asked
  if (status === 501 || reasons.some(reason => SAID_ELSEWHERE.includes(reason))) return undefined
  const reason = reasons.filter(isReason).find(known => !isAccepted(asked) || USELESS.includes(known))
  if (reason === undefined) return undefined
  return {
    ...meaningOf(reason),
    reason,
    facts,
    why: whyOf(reason, facts, status),
  }
}

const isReason = (reason: string): reason is TalonOneReason => Object.hasOwn(TALON_ONE_REASONS, reason)

const sentences = (...each: unknown[]): string => each.filter(Boolean).join('. ')
const quoted = (value: unknown): string => JSON.stringify(value)

interface Meaning {
  about: Subject
  why(facts: Facts): string
}

/** The reasons that are codes of `check` as well, each in the words of one who knows the world. */
const MEANINGS: Partial<Record<TalonOneReason & Code, Meaning>> = {
  'api-key-unknown': { about: 'key', why: () => 'No Application of this sandbox has this API key' },
  'api-key-wrong-platform': {
    about: 'key',
    why: ({ key, keyPlatform, platform }) =>
      `The API key ${quoted(key)} is valid for the platform ${keyPlatform}; this path needs a key of the platform ${platform}`,
  },
  'api-key-expired': {
    about: 'key',
    why: ({ key, expiredAt }) => `The API key ${quoted(key)} expired at ${expiredAt}`,
  },
  'campaign-not-found': {
    about: 'campaign',
    why: ({ campaign, isOfOther }) =>
      isOfOther
        ? `The campaign ${campaign} belongs to another Application than the API key`
        : `No campaign has the id ${campaign}`,
  },
  'campaign-not-running': {
    about: 'campaign',
    why: ({ name, state, startsAt, endedAt }) =>
      sentences(
        `The campaign ${quoted(name)} is ${state}`,
        startsAt && `It starts at ${startsAt}`,
        endedAt && `It ended at ${endedAt}`,
      ),
  },
  'missing-profile': {
    about: 'profile',
    why: ({ profile }) =>
      sentences(
        `No customer profile has the integration ID ${quoted(profile)}`,
        String(profile).includes(' ') && 'A + in a query string means a space: write %2B',
      ),
  },
  'empty-parameter': {
    about: 'parameter',
    why: ({ parameter }) => `The parameter ${parameter} is required and holds nothing`,
  },
}

const isKnown = (reason: TalonOneReason): reason is keyof typeof MEANINGS => reason in MEANINGS

const meaningOf = (reason: TalonOneReason): Pick<Problem, 'code' | 'about'> =>
  isKnown(reason)
    ? { code: reason, about: MEANINGS[reason]?.about }
    : { code: 'request-refused', about: undefined }

function whyOf(reason: TalonOneReason, facts: Facts, status: number): string {
  const told = isKnown(reason) ? MEANINGS[reason]?.why(facts) : undefined
  if (told !== undefined) return told
  const details = Object.entries(facts).map(([name, value]) => `, ${name} ${quoted(value)}`)
  const { meaning } = TALON_ONE_REASONS[reason]
  return `Talon.One answers ${status} (${reason}${details.join('')}). ${meaning.replace(/\.$/, '')}`
}
