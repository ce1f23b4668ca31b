#!/usr/bin/env node
// Starts the command line: from the sources in a checkout (through tsx), from dist/ in an installed package.
import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

enableCompileCache?.()

const source = new URL('../harness/cli.ts', import.meta.url)
if (existsSync(source)) {
  const { register } = await import('tsx/esm/api')
  // The checkout's own settings (JSX among them), not those of the folder it is started from.
  register({ tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)) })
  const { main } = await import(source.href)
  await main(process.argv.slice(2))
} else {
  const { main } = await import('../dist/harness/cli.js')
  await main(process.argv.slice(2))
}
