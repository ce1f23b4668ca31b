// What is wrong with a world or scenario file, each thing with its place, a sentence and the nearest known name.
import type { z } from 'zod'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { readShape } from '../../mocks/kit/shape/findings.ts'
import { type Place, placeText, type SourceFile } from './file.ts'
import { shortened } from './shortened.ts'
import { quotesNeeded } from './yaml-pitfalls.ts'

export interface WorldFinding {
  code: string
  place: Place
  message: string
  remedy: string
}

const findingText = ({ place, message, remedy }: WorldFinding): string =>
  `${placeText(place)}: ${shortened(message)}${remedy ? ` ${remedy}` : ''}`

/** What the source holds, by its schema; refused with every finding and its place, an unknown key with the nearest known one. */
export function parseSource<S extends z.ZodType>(schema: S, source: SourceFile, what: string): z.output<S> {
  const { data, findings } = readShape(schema, source.data, 'the file')
  if (findings === undefined) return data
  const copied = findings.filter(({ code, path }) => code === 'unknown-key' && path[0] === 'copiedData')
  throw refuse(
    what,
    (copied.length > 0 ? copied : findings).map(({ code, path, message, remedy }) => {
      const place = source.locate(path, code === 'unknown-key' ? 'key' : 'value')
      const meant = copied.length > 0 ? IMPORTED : quotesNeeded(source.lineText(place.line))
      return { code, place, message, remedy: meant ?? remedy }
    }),
  )
}

/** The clipboard of the vendor's editor is no scenario of the sandbox yet. */
const IMPORTED =
  'This is what the scenario editor copies: make a world of it with `referral-sandbox import FILE`.'

/** One error for all findings: what refuses a world before anything is started. */
export function refuse(what: string, findings: readonly WorldFinding[]): SandboxError {
  const [first, ...rest] = findings
  const head = first === undefined ? 'it is not valid' : findingText(first)
  const text = [`Cannot use ${what}: ${head}`, ...rest.map(findingText)].join('\n')
  return new SandboxError('invalid-world', text, { place: first?.place, findings })
}
