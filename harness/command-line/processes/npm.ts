// The npm that runs a script: it hands on two of the four signals that end a command and dies of the others, and nobody would
// tell what it had started.
import { ownEnvironment } from '../../config.ts'
import { processOf } from './process-tree.ts'

const LOOK_EVERY_MS = 200
const SHELLS = ['sh', 'dash', 'ash', 'bash', 'zsh']

/** Calls back when whoever started us, `parent`, is gone, or the npm behind a shell that stays. */
export function whenNpmDies(parent: number, tell: () => void): void {
  if (ownEnvironment().npm_lifecycle_event === undefined || parent === 1) return
  const shell = SHELLS.includes(processOf(parent)?.name ?? '') ? parent : undefined
  const npm = shell && processOf(shell)?.parent
  const look = setInterval(() => {
    if (process.ppid === parent && (shell === undefined || processOf(shell)?.parent === npm)) return
    clearInterval(look)
    tell()
  }, LOOK_EVERY_MS)
  look.unref()
}
