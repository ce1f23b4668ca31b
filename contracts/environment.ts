// The one place under contracts/ that reads or sets the environment. Importing it switches Pact's telemetry off for this process.
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Pact's core compares with exactly this word: "1" would leave telemetry on. */
const NO_TELEMETRY = { PACT_DO_NOT_TRACK: 'true', SCARF_ANALYTICS: 'false' }
Object.assign(process.env, NO_TELEMETRY)

const ROOT = fileURLToPath(new URL('..', import.meta.url))

export const COMMITTED_PACTS = fileURLToPath(new URL('./pacts', import.meta.url))

export interface SpecsFolder {
  folder: string
  /** Somebody named the folder: what is missing in it is an error, not a reason to fall back on our own words. */
  named: boolean
}

/** Where the vendors' descriptions are; undefined where there are none. */
export function specsFolder(): SpecsFolder | undefined {
  const named = process.env.TALON_ONE_SPECS
  if (named !== undefined && named !== '') return { folder: resolve(ROOT, named), named: true }
  const folder = resolve(ROOT, '../shared/specs')
  return existsSync(folder) ? { folder, named: false } : undefined
}

/** Where a live run keeps what was answered; outside the repository's history. */
export const recordFile = (): string =>
  variable('CONTRACTS_RECORD') ?? fileURLToPath(new URL('./records/latest.json', import.meta.url))

/** Where clients of other languages are installed; outside the project. */
export const cacheFolder = (): string =>
  join(variable('XDG_CACHE_HOME') ?? join(homedir(), '.cache'), 'referral-sandbox')

/** In CI a witness that is not here is a failure. */
export const isRequired = (): boolean => variable('CI') === 'true'

/** One variable; empty counts as absent. */
export function variable(name: string): string | undefined {
  const value = process.env[name]
  return value === undefined || value.trim() === '' ? undefined : value.trim()
}

/**
 * What the verifying process gets: everything that this one has, telemetry off. It talks to this machine alone, and
 * Pact would send even that through a proxy, past NO_PROXY.
 */
export function verifierEnvironment(): NodeJS.ProcessEnv {
  const { HTTP_PROXY: _, HTTPS_PROXY: __, ...rest } = process.env
  return { ...rest, ...NO_TELEMETRY }
}
