// The version of this package, read from package.json once.
import { readFileSync } from 'node:fs'

const nearest = ['../package.json', '../../package.json'].map(path => new URL(path, import.meta.url))

function read(): string {
  for (const url of nearest) {
    try {
      const parsed = JSON.parse(readFileSync(url, 'utf8')) as { name?: string; version?: string }
      if (parsed.name === 'referral-sandbox' && parsed.version !== undefined) return parsed.version
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  return '0.0.0'
}

export const version = read()
