// Every operator of filters by its name: conditions, event filters, segmentations and catalog filters share this table.
import { DATE_OPERATORS } from './date-operators.ts'
import { NUMBER_OPERATORS } from './number-operators.ts'
import type { Operator } from './operator.ts'
import { TEXT_OPERATORS } from './text-operators.ts'

const OPERATORS = { ...TEXT_OPERATORS, ...NUMBER_OPERATORS, ...DATE_OPERATORS } as const

/** Words that stay readable, and the vendor's own. [C] exponea-android-sdk, GUIDE: but for "at least" and "at most". */
const OTHER_WORDS = {
  'greater than': 'more than',
  'equal to': 'equals',
  regex: 'matches regexp',
} as const satisfies Record<string, keyof typeof OPERATORS>

/** The sandbox's own operators, and how the vendor's editor says the same. */
const OWN_WORDS: Readonly<Record<string, string>> = {
  'at least': 'more than, or in between',
  'at most': 'less than, or in between',
}

export type OperatorName = keyof typeof OPERATORS | keyof typeof OTHER_WORDS

export const OPERATOR_NAMES = [...Object.keys(OPERATORS), ...Object.keys(OTHER_WORDS)] as [
  OperatorName,
  ...OperatorName[],
]

const isOther = (name: OperatorName): name is keyof typeof OTHER_WORDS => Object.hasOwn(OTHER_WORDS, name)

export const operatorOf = (name: OperatorName): Operator =>
  OPERATORS[isOther(name) ? OTHER_WORDS[name] : name]

/** What the vendor's editor calls it; undefined for its own words. */
export const vendorsWordFor = (name: string): string | undefined =>
  Object.hasOwn(OTHER_WORDS, name) ? OTHER_WORDS[name as keyof typeof OTHER_WORDS] : OWN_WORDS[name]

/** What is wrong with these operands; an operand that is read elsewhere, when the filter is judged, is passed over. */
export function wrongOperands(
  name: OperatorName,
  operands: readonly unknown[],
  isReadLater: (operand: unknown) => boolean = () => false,
): string | undefined {
  const { arity, problem } = operatorOf(name)
  const wrong = wrongCount(name, operands.length, arity)
  if (wrong !== undefined) return wrong
  for (const operand of operands) {
    const reason = isReadLater(operand) ? undefined : problem?.(operand)
    if (reason !== undefined) return `${reason} for "${name}"`
  }
  return undefined
}

const oneValueFor = (name: string): string =>
  `expected one value for "${name}", a list goes with "in" and "not in"`

/** What is wrong with a list of values. */
export const refusalOfList = (name: OperatorName): string | undefined =>
  operatorOf(name).arity[1] === 1 ? oneValueFor(name) : undefined

function wrongCount(name: string, count: number, [least, most]: Operator['arity']): string | undefined {
  if (count >= least && count <= most) return undefined
  if (most === 0) return `expected no value, "${name}" compares with none`
  if (count === 0) return `expected a value for "${name}" to compare with`
  if (most === 1) return oneValueFor(name)
  return `expected ${least === most ? least : `${least} to ${most}`} values for "${name}"`
}

/** What to do with a value of another number than the operator takes; undefined where the number is right. */
export function remedyOfCount(name: OperatorName, value: unknown): string | undefined {
  const [least, most] = operatorOf(name).arity
  if (most === 0) return 'Take the value out, or choose another operator.'
  if (most === 1) {
    return Array.isArray(value) ? 'Write one value, or choose the operator "in" or "not in".' : undefined
  }
  const count = Array.isArray(value) ? value.length : 1
  if (count >= least && count <= most) return undefined
  return least === most ? `Write a list of ${least} values.` : 'Write a list of values.'
}
