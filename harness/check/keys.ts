// Keys that look real in a file that is, or will be, committed.
import { execFile } from 'node:child_process'
import { basename, dirname, resolve } from 'node:path'
import { looksDrawn } from './drawn-key.ts'
import type { Finding } from './finding.ts'
import { severityOf } from './finding.ts'

/** Credentials of the vendors' forms, and what stands behind a name for secrets. References to generated keys are neither. */
const SECRETS = [
  /\b(?:ApiKey-v1|ManagementKey-v1|Bearer|Token)\s+(?<secret>[A-Za-z0-9+/=_-]{24,})/g,
  /\bBasic\s+(?<secret>[A-Za-z0-9+/]{24,}={0,2})/g,
  /(?:key|secret|password)["']?\s*[:=]\s*["']?(?<secret>[A-Za-z0-9+/=_-]{24,})/gi,
]

/** What stands where a credential would, and where it begins. */
export function credentialsIn(text: string): { secret: string; at: number }[] {
  return SECRETS.flatMap(pattern =>
    [...text.matchAll(pattern)].map(match => {
      const secret = match.groups?.secret ?? ''
      return { secret, at: match.index + match[0].indexOf(secret) }
    }),
  )
}

export async function keyFindings(text: string, file: string): Promise<Finding[]> {
  const found = new Map<string, Finding>()
  for (const { secret, at } of credentialsIn(text)) {
    if (!looksDrawn(secret)) continue
    const before = text.slice(0, at)
    const line = before.split('\n').length
    const column = at - before.lastIndexOf('\n')
    found.set(`${line}:${column}`, {
      file,
      line,
      column,
      code: 'real-looking-key',
      severity: severityOf('real-looking-key'),
      message: `Cannot tell whether the key "${secret.slice(0, 4)}…" is a real one.`,
      remedy: 'Leave it out, then the sandbox draws one from the seed; a real key must be revoked.',
    })
  }
  if (found.size === 0 || (await isIgnoredByGit(file))) return []
  return [...found.values()]
}

/** Without git, or outside a repository, nothing is known to be left out of it. */
function isIgnoredByGit(file: string): Promise<boolean> {
  const path = resolve(file)
  return new Promise(done => {
    execFile('git', ['check-ignore', '--quiet', basename(path)], { cwd: dirname(path) }, error =>
      done(error === null),
    )
  })
}
