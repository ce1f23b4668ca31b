// Says in one sentence that this Node is too old, before anything is read that it would not understand. Which one is wanted stands in
// package.json, once.
import { readFileSync } from 'node:fs'

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
const wanted = engines.node.replace('>=', '')

const [oldestMajor, oldestMinor] = wanted.split('.').map(Number)
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
  console.error(`referral-sandbox needs Node ${wanted} or newer, this is ${process.versions.node}.`)
  process.exit(1)
}
