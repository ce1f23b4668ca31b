// What package.json says of this package, read once: its version, and the oldest Node that runs it.
import { readFileSync } from 'node:fs'

interface Manifest {
  name?: string
  version?: string
  engines?: { node?: string }
}

const nearest = ['../package.json', '../../package.json'].map(path => new URL(path, import.meta.url))

function read(): Manifest {
  for (const url of nearest) {
    try {
      const parsed = JSON.parse(readFileSync(url, 'utf8')) as Manifest
      if (parsed.name === 'referral-sandbox') return parsed
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  return {}
}

const manifest = read()

export const version = manifest.version ?? '0.0.0'
export const oldestNode = (manifest.engines?.node ?? '').replace('>=', '')
