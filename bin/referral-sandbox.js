#!/usr/bin/env node
// Starts the command line: the bundle in dist/ of an installed package, in a checkout one of the sources as they are now.
import './node-version.js'
import { existsSync, mkdirSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const parent = process.ppid
if (takesFolders()) nodeModule.enableCompileCache?.()

const isCheckout = existsSync(new URL('../harness/cli.ts', import.meta.url))
const folder = isCheckout
  ? await (await import('./checkout.js')).bundledCheckout()
  : fileURLToPath(new URL('../dist', import.meta.url))
const { main } = await import(pathToFileURL(join(folder, 'cli.js')).href)
await main(process.argv.slice(2), parent)

/** Node's cache of compiled code never comes back from a folder for temporary files that is there and takes none (as /proc). */
function takesFolders() {
  try {
    mkdirSync(join(tmpdir(), 'node-compile-cache'))
    return true
  } catch (error) {
    return error.code === 'EEXIST'
  }
}
