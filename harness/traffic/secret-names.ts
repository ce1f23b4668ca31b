// Which headers, query parameters and fields carry a secret, whatever the case and the signs between their words.

export const HIDDEN = '********'

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

const HAS = ['secret', 'password', 'passwd', 'passphrase', 'apikey', 'accesskey', 'privatekey', 'credential']
const ENDS = ['token', 'tokens', 'authorization', 'cookie', 'cookies', 'auth', 'signature', 'jwt']
const IS = ['pwd', 'pass', 'pin', 'otp', 'bearer', 'sig', 'key']

const holds = (name: string): boolean =>
  HAS.some(part => name.includes(part)) || ENDS.some(end => name.endsWith(end))

/** Of a body: a `key` there is mostly one of a table. */
export const isSecretField = (name: string): boolean => {
  const word = plain(name)
  return holds(word) || (word !== 'key' && IS.includes(word))
}

export const isSecretParameter = (name: string): boolean => {
  const word = plain(name)
  return holds(word) || IS.includes(word)
}

/** Keys that are no secret. */
const OPEN_KEYS = ['idempotencykey', 'surrogatekey', 'secwebsocketkey']

export const isSecretHeader = (name: string): boolean => {
  const word = plain(name)
  return holds(word) || IS.includes(word) || (word.endsWith('key') && !OPEN_KEYS.includes(word))
}

/** The schemes of the web and of Talon.One, before what they carry. */
const SCHEMES = [
  'apikey-v1',
  'managementkey-v1',
  'bearer',
  'basic',
  'token',
  'digest',
  'negotiate',
  'apikey',
  'jwt',
]

const schemeOf = (value: string): string | undefined => {
  const [first = ''] = value.trimStart().split(' ', 1)
  return SCHEMES.includes(first.toLowerCase()) ? first : undefined
}

/** Who reads it still sees by which scheme somebody came. */
export const hiddenValue = (value: string): string => {
  const scheme = schemeOf(value)
  return scheme === undefined ? HIDDEN : `${scheme} ${HIDDEN}`
}

/** Whether a text is credentials by itself, whatever it is called: a scheme and one word. */
export const isCredentials = (value: string): boolean =>
  schemeOf(value) !== undefined && value.trim().split(' ').filter(Boolean).length === 2
