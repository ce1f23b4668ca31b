// What stands on this machine beside the sandbox: a real Mailpit, Chromium, the vendors' descriptions. None is needed to start.
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Config } from '../config.ts'
import { whoAnswers } from '../doors/who-answers.ts'
import type { Symptom } from './symptom.ts'

/** As distributions name it. */
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'chrome', 'msedge']

export async function mailpitSymptom({ mailpitUrl }: Config): Promise<Symptom> {
  const about = 'Mailpit'
  if (mailpitUrl === undefined) return { about, state: 'ok', says: 'the embedded inbox is used' }
  const neighbour = await whoAnswers(mailpitUrl.replace(/\/$/, ''))
  if (neighbour.is !== 'unknown') return { about, state: 'ok', says: `${neighbour.name} at ${mailpitUrl}` }
  const says = `no Mailpit answers at ${mailpitUrl}`
  const remedy = 'Start it, or leave --mailpit-url and MAILPIT_URL out for the embedded inbox.'
  return { about, state: 'problem', says, remedy }
}

export function browserSymptom({ CHROMIUM, PATH = '' }: NodeJS.ProcessEnv): Symptom {
  const about = 'Chromium'
  const places = CHROMIUM
    ? [CHROMIUM]
    : PATH.split(delimiter).flatMap(folder => BROWSERS.map(name => join(folder, name)))
  const found = places.find(place => existsSync(place))
  if (found !== undefined) return { about, state: 'ok', says: found }
  const remedy = 'Tests that open mails in a browser are skipped. On Debian: apt-get install chromium.'
  return { about, state: 'warning', says: 'not found', remedy }
}

export function descriptionsSymptom({ TALON_ONE_SPECS }: NodeJS.ProcessEnv): Symptom {
  const about = "vendors' descriptions"
  const skipped = "Contract tests against the vendors' own descriptions are skipped."
  if (!TALON_ONE_SPECS) {
    const remedy = `${skipped} Set TALON_ONE_SPECS to the folder with the OpenAPI files of Talon.One.`
    return { about, state: 'warning', says: 'TALON_ONE_SPECS is not set', remedy }
  }
  const files = filesIn(TALON_ONE_SPECS)?.filter(name => /\.ya?ml$|\.json$/.test(name))
  if (files !== undefined && files.length > 0)
    return { about, state: 'ok', says: `${files.length} files in ${TALON_ONE_SPECS}` }
  const says = `${TALON_ONE_SPECS} ${files === undefined ? 'cannot be read' : 'has no description in it'}`
  return { about, state: 'problem', says, remedy: 'Correct TALON_ONE_SPECS, or unset it.' }
}

function filesIn(folder: string): string[] | undefined {
  try {
    return readdirSync(folder)
  } catch {
    return undefined
  }
}
