// Rules in V1, Talang: arrays whose first element is the function. [D] talon-one/talang and the examples of the API description:
// `couponValid`, `setDiscount`. The functions of referrals are in no public ruleset, so they are never read.
import type { Cause, RuleOrReason } from './rule.ts'

export function ruleOfTalang(rule: Readonly<Record<string, unknown>>): RuleOrReason {
  const title = typeof rule.title === 'string' && rule.title !== '' ? rule.title : 'Rule'
  const { bindings } = rule
  if (Array.isArray(bindings) && bindings.length > 0)
    return { refused: `the rule "${title}" has bindings, which are not run here` }
  const cause = causeOf(rule.condition)
  if ('refused' in cause)
    return { refused: `the rule "${title}": the condition ${cause.refused} is not run here` }
  const effects: object[] = []
  for (const effect of Array.isArray(rule.effects) ? rule.effects : []) {
    const read = effectOf(effect)
    if (read === undefined)
      return { refused: `the rule "${title}": the effect ${textOf(effect)} is not run here` }
    effects.push(read)
  }
  return { title, cause: cause.cause, effects }
}

function causeOf(condition: unknown): { cause: Cause } | { refused: string } {
  const parts = Array.isArray(condition) && condition[0] === 'and' ? condition.slice(1) : [condition]
  if (parts.length === 0) return { cause: undefined }
  const [only, ...more] = parts
  const name = Array.isArray(only) && only.length === 1 ? only[0] : undefined
  return more.length === 0 && name === 'couponValid'
    ? { cause: { code: 'coupon' } }
    : { refused: textOf(condition) }
}

/** `["catch", ["noop"], effect]` is the effect. */
function effectOf(effect: unknown): object | undefined {
  if (!Array.isArray(effect)) return undefined
  const [name, first, second] = effect
  if (name === 'catch') return effect.length === 3 ? effectOf(second) : undefined
  if (name !== 'setDiscount' || typeof first !== 'string' || first === '') return undefined
  return typeof second === 'number' && second > 0
    ? { type: 'discount', name: first, value: second }
    : undefined
}

const textOf = (part: unknown): string => JSON.stringify(part)?.slice(0, 300) ?? 'nothing'
