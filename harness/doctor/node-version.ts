// Whether this Node runs the sandbox, and what of it this Node cannot do by itself.
import type { Symptom } from './symptom.ts'

/** bin/node-version.js refuses what is older before anything is read. */
const OLDEST = [22, 12] as const

export function nodeSymptom(version: string): Symptom {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])
  const about = 'Node'
  return isOld
    ? { about, state: 'problem', says: version, remedy: `Use Node ${OLDEST.join('.')} or newer.` }
    : { about, state: 'ok', says: version }
}
