// Every snippet of the packed reference, saved as a file as its reader would, checked and started by the packed package.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bin, home, installed, run } from '../support/installed.ts'

const folder = join(home, 'reference')

/** Pages that describe a part, which has no snippet of its own. */
const PARTS = ['world/conditions.md', 'world/effects.md']

/** Writes what each page of a folder of the reference says to copy; answers the names of the files. */
async function saved(kind: string, ending: string): Promise<string[]> {
  const pages = (await readdir(join(installed, 'docs/reference', kind))).map(page => `${kind}/${page}`)
  const names: string[] = []
  for (const page of pages.filter(path => !PARTS.includes(path))) {
    const text = await readFile(join(installed, 'docs/reference', page), 'utf8')
    const name = page.replace('/', '-').replace('.md', ending)
    await writeFile(join(folder, name), `${text.split('```yaml\n')[1]?.split('\n```')[0]}\n`)
    names.push(name)
  }
  return names
}

const START = `
import { startSandbox } from 'referral-sandbox'
for (const world of process.argv.slice(2)) {
  const sandbox = await startSandbox({ world, listen: false, clock: 'manual' })
  await sandbox.startScenarios()
  await sandbox.stop()
  console.log(world)
}
`

test('every snippet of the reference is without errors, and starts', async () => {
  await mkdir(folder)
  const scenarios = [
    ...(await saved('nodes', '.scenario.yaml')),
    ...(await saved('triggers', '.scenario.yaml')),
  ]
  const worlds = await saved('world', '.world.yaml')
  const around = await readFile('harness/reference/reference.world.yaml', 'utf8')
  const entries = scenarios.map(name => `    - { file: ./${name}, start: true }\n`)
  await writeFile(join(folder, 'all.world.yaml'), `${around}  scenarios:\n${entries.join('')}`)
  await writeFile(join(folder, 'start.mjs'), START)
  const files = [...worlds, 'all.world.yaml']

  const check = [bin, 'check', ...files, ...scenarios]
  // Exit code 1 is a warning as well: one page is about what cannot run.
  const checked = await run(process.execPath, check, { cwd: folder }).catch(
    (error: { stdout: string }) => error,
  )
  const started = await run(process.execPath, ['start.mjs', ...files], { cwd: folder })

  expect(scenarios.length).toBeGreaterThan(15)
  expect(checked.stdout.split('\n').filter(line => line.includes(': error '))).toEqual([])
  expect(checked.stdout).toContain('world-world.world.yaml: no findings')
  expect(started.stdout.trim().split('\n')).toEqual(files)
})
