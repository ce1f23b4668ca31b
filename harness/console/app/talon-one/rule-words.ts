// Rules as people read them: a condition or an effect of the rule engine is a list, its first member what it does.

const INFIX: Record<string, string> = {
  '=': 'is',
  '!=': 'is not',
  '>': 'is more than',
  '>=': 'is at least',
  '<': 'is less than',
  '<=': 'is at most',
}

const SAID: Record<string, string> = {
  referralValid: 'the referral code is valid',
  couponValid: 'the coupon code is valid',
  acceptReferral: 'accept the referral code',
  acceptCoupon: 'accept the coupon code',
}

export function wordsOf(expression: unknown): string {
  if (!Array.isArray(expression))
    return typeof expression === 'string' ? expression : JSON.stringify(expression)
  const [name, ...args] = expression as [unknown, ...unknown[]]
  if (typeof name !== 'string') return expression.map(wordsOf).join(', ')
  if (name === 'and' || name === 'or') return args.map(wordsOf).join(` ${name} `)
  if (name === 'not') return `not: ${wordsOf(args[0])}`
  if (name === '.') return args.map(String).join('.')
  const infix = INFIX[name]
  if (infix !== undefined && args.length === 2) return `${wordsOf(args[0])} ${infix} ${wordsOf(args[1])}`
  const said = SAID[name] ?? apart(name)
  return args.length === 0 ? said : `${said} (${args.map(wordsOf).join(', ')})`
}

/** "setDiscount" as "set discount". */
const apart = (name: string): string => name.replaceAll(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
