#!/usr/bin/env node
// Starts the command line: from the sources in a checkout (through tsx), from dist/ in an installed package.
import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'

enableCompileCache?.()

const source = new URL('../harness/cli.ts', import.meta.url)
if (existsSync(source)) {
  const { register } = await import('tsx/esm/api')
  register()
  const { main } = await import(source.href)
  await main(process.argv.slice(2))
} else {
  const { main } = await import('../dist/harness/cli.js')
  await main(process.argv.slice(2))
}
