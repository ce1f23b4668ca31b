// Variables of the environment by which what is tested could reach production: a vendor's host, or a key that looks drawn.
// Names are told, values never.
import { isHostOf, type Vendor } from '../../mocks/vendor-hosts.ts'
import { looksDrawn } from '../check/drawn-key.ts'
import type { Symptom } from './symptom.ts'

const VENDORS: Readonly<Record<Vendor, string>> = { talonOne: 'Talon.One', bloomreach: 'Bloomreach' }

const SCHEMES = ['ApiKey-v1', 'ManagementKey-v1']

/** A variable that is a vendor's by its name, and a secret by its name. */
const VENDOR_NAMES = ['TALON', 'BLOOMREACH', 'EXPONEA']
const SECRET_NAMES = ['KEY', 'SECRET', 'TOKEN', 'PASSWORD']

/** What is longer is no variable that names one host or key. */
const LONGEST = 4096

const REMEDY = 'Unset it for tests, or give it the value that start prints.'

/** One warning for each variable; `replaced` are those that a child never sees as they are here. */
export function productionSymptoms(env: NodeJS.ProcessEnv, replaced: ReadonlySet<string>): Symptom[] {
  return Object.entries(env).flatMap(([name, value = '']) => {
    if (replaced.has(name) || value.length > LONGEST) return []
    const says = hostText(value) ?? keyText(name, value, env)
    return says === undefined ? [] : [{ about: name, state: 'warning', says, remedy: REMEDY } as const]
  })
}

function hostText(value: string): string | undefined {
  for (const word of value.split(/[\s,;"']/)) {
    const host = hostnameOf(word)
    for (const [vendor, name] of Object.entries(VENDORS)) {
      if (host !== undefined && isHostOf(vendor as Vendor, host)) return `it names ${host}, a host of ${name}`
    }
  }
  return undefined
}

function hostnameOf(word: string): string | undefined {
  if (!word.includes('.') || word.includes('@')) return undefined
  const url = word.includes('://') ? word : `https://${word}`
  return URL.canParse(url) ? new URL(url).hostname : undefined
}

/** Keys beside SANDBOX_URL are what the sandbox itself printed. */
function keyText(name: string, value: string, { SANDBOX_URL }: NodeJS.ProcessEnv): string | undefined {
  if (SANDBOX_URL) return undefined
  const scheme = SCHEMES.find(known => value.startsWith(`${known} `))
  const isNamed =
    VENDOR_NAMES.some(part => name.toUpperCase().includes(part)) &&
    SECRET_NAMES.some(part => name.toUpperCase().includes(part))
  const secret = scheme === undefined ? value : value.slice(scheme.length + 1)
  const isLive = (scheme !== undefined || isNamed) && secret.length >= 20 && looksDrawn(secret)
  return isLive ? 'it looks like a key of a real account' : undefined
}
