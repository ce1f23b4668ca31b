// What is costly and the same for all files of a run: made when the first of them asks, put away at the end. It is made in the
// process that starts the workers, so that two that ask at once get one and the same, and a file that runs alone gets it too.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import type { Made } from './made.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where a worker asks. */
    sharedThings: string
  }
}

const MAKERS: Readonly<Record<string, () => Promise<Made>>> = {
  browser: async () => (await import('./browser-server.ts')).startBrowser(),
  package: async () => (await import('./packed.ts')).packProject(),
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const made = new Map<string, Promise<Made>>()
  const making = (name: string): Promise<Made> => {
    const known = made.get(name) ?? MAKERS[name]?.() ?? Promise.reject(new Error(`nobody makes ${name}`))
    made.set(name, known)
    return known
  }
  const server = createServer((request, response) => {
    making(request.url?.slice(1) ?? '').then(
      ({ place }) => response.end(place),
      (error: Error) => response.writeHead(500).end(error.stack),
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  project.provide('sharedThings', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return async () => {
    server.close()
    server.closeAllConnections()
    const all = await Promise.allSettled(made.values())
    await Promise.all(all.map(one => one.status === 'fulfilled' && one.value.putAway()))
  }
}
