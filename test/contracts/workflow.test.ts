// The workflows that people copy run commands and name files that exist.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { readLiveSettings } from '../../contracts/live/settings.ts'

const workflowSchema = z.object({
  on: z.union([z.array(z.string()), z.record(z.string(), z.unknown())]),
  jobs: z.record(
    z.string(),
    z.object({
      'runs-on': z.string(),
      env: z.record(z.string(), z.string()),
      steps: z.array(
        z.union([
          z.strictObject({
            uses: z.string().regex(/^[\w-]+\/[\w-]+@v\d+$/),
            with: z.record(z.string(), z.string()).optional(),
            if: z.string().optional(),
          }),
          z.strictObject({
            run: z.string(),
            name: z.string().optional(),
            if: z.string().optional(),
            shell: z.string().optional(),
            env: z.record(z.string(), z.string()).optional(),
          }),
        ]),
      ),
    }),
  ),
})

async function jobOf(file: string) {
  const { jobs } = workflowSchema.parse(parse(await readFile(file, 'utf8')))
  const [job] = Object.values(jobs)
  if (job === undefined) throw new Error(`${file} has no job`)
  const commands = job.steps.flatMap(step => ('run' in step ? [step.run] : [])).join('\n')
  return { job, commands }
}

test.each([
  ['docs/examples/contracts.workflow.yml', ['contracts', 'contracts'], 'diff -ru contracts/pacts '],
  ['docs/examples/drift.workflow.yml', ['contracts:record', 'contracts:record', 'contracts'], ' drift '],
])('%s is a workflow of commands and files that exist', async (file, wanted, command) => {
  const { job, commands } = await jobOf(file)
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: object }

  expect(job.env.PACT_DO_NOT_TRACK).toBe('true')
  const run = [...commands.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, name]) => name)
  expect(run).toEqual(wanted)
  for (const name of run) expect(scripts).toHaveProperty([name ?? ''])
  expect(commands).toContain(command)
  const versions = job.steps.flatMap(step => ('uses' in step ? [step.with?.['node-version-file']] : []))
  for (const named of versions) if (named !== undefined) expect(existsSync(named)).toBe(true)
})

test('the drift workflow hands on every variable that a live run reads, and no secret in clear', async () => {
  const { job } = await jobOf('docs/examples/drift.workflow.yml')
  const { missing } = readLiveSettings(() => undefined)

  for (const name of missing.filter(name => !name.startsWith('MAILPIT')))
    expect(job.env).toHaveProperty([name])
  for (const [name, value] of Object.entries(job.env))
    if (name.endsWith('_KEY')) expect(value).toBe(`\${{ secrets.${name} }}`)
})
