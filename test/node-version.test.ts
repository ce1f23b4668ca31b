// An old Node is not at hand in every place that runs the tests: it is told here that it were one.
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

function runOn(version: string, script: string) {
  const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`
  const told = `data:text/javascript,${encodeURIComponent(pretend)}`
  return spawnSync(process.execPath, ['--import', told, resolve(script), '--version'], { encoding: 'utf8' })
}

test.each(['20.20.2', '22.11.0'])(
  'the command line says in one sentence that Node %s is too old',
  version => {
    const { status, stderr, stdout } = runOn(version, 'bin/referral-sandbox.js')

    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toBe(`referral-sandbox needs Node 22.12 or newer, this is ${version}.\n`)
  },
)

test('the library and the build say the same sentence', () => {
  for (const script of ['bin/node-version.js', 'bin/build.js'])
    expect(runOn('20.20.2', script)).toMatchObject({
      status: 1,
      stderr: 'referral-sandbox needs Node 22.12 or newer, this is 20.20.2.\n',
    })
})

test.each(['22.12.0', '23.0.0', '24.21.0'])('Node %s is new enough', version => {
  expect(runOn(version, 'bin/node-version.js')).toMatchObject({ status: 0, stderr: '' })
})
