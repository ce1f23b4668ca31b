// The referral codes that a text shows: those that Talon.One knows, and what looks like one by the pattern of a campaign.
import { findReferral } from '../../../mocks/talon-one/rules/referral-rules.ts'
import type { Live } from '../../life.ts'
import type { CodeInMail } from './facts.ts'

/** Between them stand the words, codes of the vendor's default pattern among them. */
const WORD_ENDS = /[^\w-]+/

interface FoundCode extends CodeInMail {
  word: string
}

export function codesIn(text: string, { talonOne, world }: Live, own: ReadonlySet<string>): FoundCode[] {
  const now = world.clock.now()
  const shapes = shapesOf(talonOne)
  const found: FoundCode[] = []
  for (const word of new Set(text.split(WORD_ENDS))) {
    if (word.length < 4) continue
    const known = talonOne.applications
      .list()
      .flatMap(application => findReferral(talonOne, application, word) ?? [])
    const [referral] = known
    if (referral !== undefined) {
      const { expiryDate, usageLimit, usageCounter, advocateProfileIntegrationId: advocate } = referral
      const isExpired = expiryDate !== undefined && expiryDate.at <= now
      const isUsedUp = usageLimit > 0 && usageCounter >= usageLimit
      const state = isExpired ? 'expired' : isUsedUp ? 'used up' : 'good'
      found.push({ word, state, isOwn: own.has(advocate) })
    } else if (shapes.some(shape => isShaped(word, shape)) && !talonOne.knowsCode(word)) {
      found.push({ word, state: 'unknown', isOwn: false })
    }
  }
  return found
}

/** Patterns with so little that is fixed would take any word for a code. */
const shapesOf = ({ campaigns }: Live['talonOne']): string[] =>
  campaigns
    .list()
    .flatMap(({ referralSettings }) => referralSettings?.couponPattern ?? [])
    .filter(pattern => pattern.includes('#') && /[^#]/.test(pattern))

const isShaped = (word: string, pattern: string): boolean =>
  word.length === pattern.length &&
  [...pattern].every((sign, at) => (sign === '#' ? isOfCode(word[at] ?? '') : sign === word[at]))

const isOfCode = (sign: string): boolean => (sign >= '0' && sign <= '9') || (sign >= 'A' && sign <= 'Z')
