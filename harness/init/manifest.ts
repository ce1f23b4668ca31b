// The scripts that `init` adds to a package.json; what is there already stays as it is.
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { RUNNERS, type RunnerName } from './runners.ts'

interface Manifest {
  scripts?: Record<string, string>
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

export interface EditedManifest {
  text: string
  /** Scripts that have the name of ours and do something else. */
  kept: string[]
  /** Packages that the project does not name yet. */
  missing: string[]
}

/** Of a project without one, `text` is undefined. */
export function withScripts(text: string | undefined, runner: RunnerName): EditedManifest {
  const manifest: Manifest = text === undefined ? { ...NEW } : parse(text)
  const { script, packages } = RUNNERS[runner]
  const wanted: Record<string, string> = {
    sandbox: 'referral-sandbox start --world referral.world.yaml',
    'test:referral': script,
  }
  const scripts: Record<string, string> = { ...wanted, ...manifest.scripts }
  const known = { ...manifest.dependencies, ...manifest.devDependencies }
  return {
    text: `${JSON.stringify({ ...manifest, scripts }, null, indentOf(text))}\n`,
    kept: Object.entries(wanted)
      .filter(([name, command]) => scripts[name] !== command)
      .map(([name]) => name),
    missing: ['referral-sandbox', ...packages].filter(name => !Object.hasOwn(known, name)),
  }
}

/** The runner that the project has already. */
export function runnerOf(text: string | undefined): RunnerName | undefined {
  if (text === undefined) return undefined
  const { dependencies, devDependencies } = parse(text)
  const known = { ...dependencies, ...devDependencies }
  return Object.hasOwn(known, 'vitest') ? 'vitest' : Object.hasOwn(known, 'jest') ? 'jest' : undefined
}

const NEW = { private: true } as Manifest

const indentOf = (text = ''): string => /^\{\r?\n([ \t]+)/.exec(text)?.[1] ?? '  '

function parse(text: string): Manifest {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch (cause) {
    throw unreadable((cause as Error).message, { cause })
  }
  throw unreadable('it holds no object')
}

const unreadable = (reason: string, options?: ErrorOptions) =>
  new SandboxError('unreadable-file', `Cannot read package.json: ${reason.replace(/\.$/, '')}.`, {
    remedy: 'Correct it first; nothing was written.',
    ...options,
  })
