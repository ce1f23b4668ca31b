// The few matchers that the contracts use, as loose as the consumer's use of a value.
import { Matchers } from './pact-library.ts'

export const { arrayContaining, boolean, eachLike, integer, like, number, regex, string } = Matchers

/** The example while the consumer acts; at verification the value that a state handler returned under this name. */
export const injected = (name: string, example: string | number, around = '*') =>
  Matchers.fromProviderState(
    around.replace('*', `\${${name}}`),
    around === '*' ? example : around.replace('*', String(example)),
  )

/** Pact's regular expressions must fit the whole text. */
export const containing = (words: string, example: string) => regex(`^[\\s\\S]*${words}[\\s\\S]*$`, example)

export const JSON_ANSWER = { 'Content-Type': regex('^application/json.*$', 'application/json') }
