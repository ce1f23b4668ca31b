// Takes a command along when the process that started it is killed, which no process can do for itself: a shell that reads
// from it, and hears by the end of that pipe that it is gone. Where there is no such shell, the command stays.
import { spawn } from 'node:child_process'

/** Ends the process $1 and what it has started, as far as the platform tells. */
const AT_THE_END = `
read -r nothing
end() {
  started=$(cat "/proc/$1/task/"*/children 2>/dev/null || pgrep -P "$1")
  kill -TERM "$1"
  for one in $started; do end "$one"; done
}
end "$1" 2>/dev/null`

/** Answers how to call it off. */
export function guard(pid: number | undefined): () => void {
  if (pid === undefined || process.platform === 'win32') return () => {}
  const guardian = spawn('/bin/sh', ['-c', AT_THE_END, 'sh', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // A signal to everything at this terminal is not for it.
    detached: true,
  })
  guardian.on('error', () => {})
  guardian.stdin.on('error', () => {})
  guardian.unref()
  return () => guardian.kill('SIGKILL')
}
