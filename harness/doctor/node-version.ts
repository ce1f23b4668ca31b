// Whether this Node runs the sandbox: bin/node-version.js refuses what is older before anything is read.
import { oldestNode } from '../version.ts'
import type { Symptom } from './symptom.ts'

export function nodeSymptom(version: string): Symptom {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode.split('.').map(Number)
  const isOld = major < oldestMajor || (major === oldestMajor && minor < oldestMinor)
  const about = 'Node'
  return isOld
    ? { about, state: 'problem', says: version, remedy: `Use Node ${oldestNode} or newer.` }
    : { about, state: 'ok', says: version }
}
