// `referral-sandbox/vitest-setup`: a global set-up that starts one server, on which each test gets a world of its own.
import type { TestProject } from 'vitest/node'
import { type Sandbox, type SandboxOptions, startSandbox } from './index.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** What `referral-sandbox/vitest-setup` starts its server with: `provide` it in the configuration. */
    sandboxOptions: SandboxOptions
    /** The server, for workers in other processes. */
    sandboxServer: { url: string; token: string | undefined }
  }
}

/** Vitest's `globalSetup: 'referral-sandbox/vitest-setup'`. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const sandbox = await startServer(project, project.config.provide?.sandboxOptions)
  return () => sandbox.stop()
}

/** The same in a set-up of your own, which may prepare the world that each test gets a fork of. It stops the server itself. */
export async function startServer(
  { provide }: Pick<TestProject, 'provide'>,
  options: SandboxOptions = {},
): Promise<Sandbox> {
  const sandbox = await startSandbox({ clock: 'manual', ...options })
  provide('sandboxServer', { url: sandbox.url, token: options.token })
  return sandbox
}
