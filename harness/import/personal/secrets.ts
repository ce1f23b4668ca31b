// Secrets in an input: taken out before anything reads it, so that none of them is ever written or told.
import { looksDrawn } from '../../check/drawn-key.ts'
import { credentialsIn } from '../../check/keys.ts'
import { type Path, pointerOf } from '../columns.ts'
import { isObject } from '../shapes.ts'

/** Names behind which a whole value is a secret. */
const NAMES =
  /^(?:.*[_-])?(?:password|passwd|secret|client_secret|token|access_token|api[_-]?key|apikey|private[_-]?key|cookie)$/i
const HEADERS = /^(?:authorization|proxy-authorization|cookie|x-api-key|.*(?:token|secret|api-?key))$/i

export interface WithoutSecrets {
  value: unknown
  /** Where one stood, as a JSON pointer, with the name that holds its place. */
  secrets: Map<string, string>
}

export function withoutSecrets(value: unknown): WithoutSecrets {
  const secrets = new Map<string, string>()
  const held = (path: Path): string => {
    const name = `FILL_IN_SECRET_${secrets.size + 1}`
    secrets.set(pointerOf(path), name)
    return name
  }
  const visit = (part: unknown, path: Path, isSecret: boolean): unknown => {
    if (typeof part === 'string') return textWithout(part, isSecret, () => held(path))
    if (Array.isArray(part)) return part.map((item, index) => visit(item, [...path, index], isSecret))
    if (!isObject(part)) return part
    const ofHeader = isSecretHeader(part)
    return Object.fromEntries(
      Object.entries(part).map(([key, inner]) => [
        key,
        visit(inner, [...path, key], isSecret || NAMES.test(key) || (ofHeader && key === 'value')),
      ]),
    )
  }
  return { value: visit(value, [], false), secrets }
}

/** `{name, value}` of a header, or whatever says of itself that it is secret. */
const isSecretHeader = ({ name, type, visibility }: Readonly<Record<string, unknown>>): boolean =>
  type === 'secret' ||
  visibility === 'secret' ||
  (typeof name === 'string' && HEADERS.test(name.slice(0, 200)))

function textWithout(text: string, isSecret: boolean, hold: () => string): string {
  if (isSecret)
    return text === '' || text.includes('{{') || text.startsWith('FILL_IN_SECRET_') ? text : hold()
  const found = credentialsIn(text).filter(({ secret }) => looksDrawn(secret))
  if (found.length === 0) return text
  const name = hold()
  return found.reduce((rest, { secret }) => rest.replaceAll(secret, name), text)
}
