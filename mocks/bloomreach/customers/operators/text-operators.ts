// Operators on texts, and on whether there is a value at all. [D] filter-operators: "does not equal" and "not in" demand
// that the attribute is set, "does not contain" does not.
import { NONE, ONE, type Operator, SOME } from './operator.ts'
import { regularExpression } from './regular-expression.ts'
import { hasValue, isSame, isSet, textOf } from './value.ts'

const comparing =
  (holds: (text: string, part: string) => boolean) =>
  (found: unknown, [operand]: readonly unknown[]): boolean => {
    const [text, part] = [textOf(found), textOf(operand)]
    return text !== undefined && part !== undefined && holds(text, part)
  }

const hasPart = comparing((text, part) => text.includes(part))

/** A list contains its items, a text its parts. */
const contains = (found: unknown, operands: readonly unknown[]): boolean =>
  Array.isArray(found) ? found.some(item => isSame(item, operands[0])) : hasPart(found, operands)

const isOneOf = (found: unknown, operands: readonly unknown[]): boolean =>
  operands.some(operand => isSame(found, operand))

export const TEXT_OPERATORS = {
  equals: { arity: ONE, holds: (found, [value]) => isSame(found, value) },
  'does not equal': { arity: ONE, holds: (found, [value]) => isSet(found) && !isSame(found, value) },
  in: { arity: SOME, holds: isOneOf },
  'not in': { arity: SOME, holds: (found, operands) => isSet(found) && !isOneOf(found, operands) },
  contains: { arity: ONE, holds: contains },
  'does not contain': { arity: ONE, holds: (found, operands) => !contains(found, operands) },
  'starts with': { arity: ONE, holds: comparing((text, part) => text.startsWith(part)) },
  'ends with': { arity: ONE, holds: comparing((text, part) => text.endsWith(part)) },
  'matches regexp': {
    arity: ONE,
    problem: pattern => {
      const read = regularExpression(String(pattern))
      return 'problem' in read ? `expected a regular expression in RE2's syntax: ${read.problem}` : undefined
    },
    holds: (found, [pattern]) => {
      const read = regularExpression(String(pattern))
      return textOf(found) !== undefined && 'finds' in read && read.finds(String(found))
    },
  },
  'is true': { arity: NONE, holds: found => textOf(found) === 'true' },
  'is false': { arity: NONE, holds: found => textOf(found) === 'false' },
  'is set': { arity: NONE, holds: isSet },
  'is not set': { arity: NONE, holds: found => !isSet(found) },
  'has value': { arity: NONE, holds: hasValue },
  'has no value': { arity: NONE, holds: found => !hasValue(found) },
} as const satisfies Record<string, Operator>
