// Takes a command along when the process that started it is killed, which no process can do for itself: a shell that reads
// from it, and hears by the end of that pipe that it is gone. Where there is no such shell, the command stays.
import { spawn } from 'node:child_process'

/** Is told of a process, and ends it and what it has started, as far as the platform tells. */
const AT_THE_END = `
read -r pid || exit
read -r nothing
end() {
  started=$(cat "/proc/$1/task/"*/children 2>/dev/null || pgrep -P "$1")
  kill -TERM "$1"
  for one in $started; do end "$one"; done
}
end "$pid" 2>/dev/null`

export interface Guardian {
  /** Of whom to take along. */
  watch(pid: number | undefined): void
  callOff(): void
}

/** Stands before the command is started, so that there is next to no moment in which nobody would take it along. */
export function guardian(): Guardian {
  if (process.platform === 'win32') return { watch: () => {}, callOff: () => {} }
  const shell = spawn('/bin/sh', ['-c', AT_THE_END], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // A signal to everything at this terminal is not for it.
    detached: true,
  })
  shell.on('error', () => {})
  shell.stdin.on('error', () => {})
  shell.unref()
  return {
    watch: pid => void (pid !== undefined && shell.stdin.write(`${pid}\n`)),
    callOff: () => void shell.kill('SIGKILL'),
  }
}
