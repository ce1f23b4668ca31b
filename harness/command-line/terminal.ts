// Where the command line speaks and what it is told besides its arguments: the process's own, or a test's.
export interface Terminal {
  say(text: string): void
  complain(problem: unknown): void
  env: NodeJS.ProcessEnv
}
