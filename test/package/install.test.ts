// What an install of the package brings: files, types, licences, packages and their weight.
import { existsSync, readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { installed } from '../support/installed.ts'
import { hasTypes } from '../support/packed.ts'
import { bytesOf, productionPackages } from '../support/production-packages.ts'

interface Manifest {
  scripts: Record<string, string>
  dependencies: Record<string, string>
  peerDependencies: Record<string, string>
  exports: Record<string, string | Record<string, string>>
}

const manifest: Manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))

test('every link of the README leads to what is packed', async () => {
  const readme = await readFile(join(installed, 'README.md'), 'utf8')
  const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(match => match[1] ?? '')

  expect(links).not.toEqual([])
  expect(links.filter(path => !existsSync(join(installed, path)))).toEqual([])
})

test(`every file that the manifest names is packed${hasTypes ? ', with its types' : ''}`, async () => {
  const targets = Object.values(manifest.exports).flatMap(target =>
    typeof target === 'string' ? [target] : Object.values(target),
  )

  const wanted = targets.filter(target => hasTypes || !target.endsWith('.d.ts'))
  expect(wanted.length).toBeGreaterThan(6)
  expect(wanted.filter(target => !existsSync(join(installed, target)))).toEqual([])
})

/** The bundle has no white space that it can do without. */
const IMPORTS = /(?:^|;)(?:import|export)\b[^"'\n;]*"([^."][^"\n]*)"(?=;|$)|\bimport\("([^."][^"\n]*)"\)/gm

test('the bundle leaves nothing out that an install does not bring', async () => {
  const { dependencies, peerDependencies } = manifest
  const dist = join(installed, 'dist')
  const files = (await readdir(dist)).filter(name => name.endsWith('.js'))
  const sources = await Promise.all(files.map(name => readFile(join(dist, name), 'utf8')))
  const imported = sources.flatMap(source =>
    [...source.matchAll(IMPORTS)].map(match => match[1] ?? match[2] ?? ''),
  )
  const packages = new Set(imported.map(name => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? ''))

  expect([...packages].filter(name => !isBuiltin(name)).sort()).toEqual(['msw', 'tsx', 'vitest'])
  expect(Object.keys({ ...dependencies, ...peerDependencies })).toEqual(
    expect.arrayContaining(['msw', 'tsx', 'vitest']),
  )
})

test('the bundle has source maps and the licences of what is in it', async () => {
  const dist = join(installed, 'dist')
  const licences = await readFile(join(dist, 'LICENSES.txt'), 'utf8')
  const names = await readdir(dist)

  expect(names.filter(name => name.endsWith('.js') && !names.includes(`${name}.map`))).toEqual([])
  expect(licences).toMatch(/^nodemailer [\d.]+, MIT-0$/m)
  expect(licences).toMatch(/^hono [\d.]+, MIT$/m)
})

const MB = 1_000_000

test('an install has at most 50 packages and 45 MB, as docs/dependencies.md says', async () => {
  const packages = await productionPackages()
  const own = await bytesOf(installed)
  const all = packages.reduce((sum, { bytes }) => sum + bytes, own)
  const page = await readFile('docs/dependencies.md', 'utf8')

  expect(packages.length + 1).toBeLessThanOrEqual(50)
  expect(all / MB).toBeLessThan(45)
  expect(page).toContain(`${packages.length + 1} packages`)
  for (const name of Object.keys(manifest.dependencies)) expect(page).toContain(`| \`${name}\` | *installed*`)
})

test('no package of an install runs a script, nor does npm ask its user to allow one', async () => {
  const packages = await productionPackages()

  expect(packages.filter(({ hasInstallScript }) => hasInstallScript)).toEqual([])
  for (const script of ['preinstall', 'install', 'postinstall', 'prepare'])
    expect(Object.keys(manifest.scripts)).not.toContain(script)
})

test('the schemas that the shipped worlds name are packed', async () => {
  const files = (await readdir(installed, { recursive: true })).filter(name => name.endsWith('.yaml'))
  const named = await Promise.all(
    files.map(async file => {
      const text = await readFile(join(installed, file), 'utf8')
      return [...text.matchAll(/\$schema=(\S+)/g)].map(match => join(installed, file, '..', match[1] ?? ''))
    }),
  )

  expect(files.length).toBeGreaterThan(1)
  expect(named.every(schemas => schemas.length === 1)).toBe(true)
  expect(named.flat().filter(path => !existsSync(path))).toEqual([])
})
