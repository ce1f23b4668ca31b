// A URL or a form without its secrets: the values of parameters that carry one, and the user before a host.
import { HIDDEN, hiddenValue, isCredentials, isSecretParameter } from './secret-names.ts'

export function maskedUrl(url: string): string {
  const [beforeHash = '', hash] = cutAt(url, '#')
  const [place = '', query] = cutAt(beforeHash, '?')
  return [
    withoutUser(place),
    ...(query === undefined ? [] : ['?', maskedForm(query)]),
    ...(hash === undefined ? [] : ['#', hash.includes('=') ? maskedForm(hash) : hash]),
  ].join('')
}

/** `name=value` pairs, as in a query or in the body of a form. */
export const maskedForm = (form: string): string => form.split('&').map(maskedPair).join('&')

function maskedPair(pair: string): string {
  const [name = '', value] = cutAt(pair, '=')
  if (value === undefined || value === '') return pair
  const text = decoded(value)
  if (isSecretParameter(decoded(name))) return `${name}=${hiddenIn(text)}`
  if (isCredentials(text)) return `${name}=${hiddenIn(text)}`
  if (!text.includes('?') || !text.includes('=')) return pair
  const masked = maskedUrl(text)
  return masked === text ? pair : `${name}=${encodeURIComponent(masked)}`
}

const hiddenIn = (text: string): string => hiddenValue(text).replace(' ', '%20')

function withoutUser(place: string): string {
  const start = place.indexOf('//')
  if (start === -1) return place
  const end = place.indexOf('/', start + 2)
  const host = place.slice(start + 2, end === -1 ? undefined : end)
  const at = host.lastIndexOf('@')
  return at === -1 ? place : `${place.slice(0, start + 2)}${HIDDEN}${place.slice(start + 2 + at)}`
}

function cutAt(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark)
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
