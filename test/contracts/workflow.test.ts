// The workflow that people copy runs commands and names files that exist.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const workflowSchema = z.object({
  on: z.array(z.string()),
  jobs: z.record(
    z.string(),
    z.object({
      'runs-on': z.string(),
      env: z.record(z.string(), z.string()),
      steps: z.array(
        z.union([
          z.object({
            uses: z.string().regex(/^[\w-]+\/[\w-]+@v\d+$/),
            with: z.record(z.string(), z.string()).optional(),
          }),
          z.object({ run: z.string() }),
        ]),
      ),
    }),
  ),
})

test('docs/examples/contracts.workflow.yml is a workflow of commands and files that exist', async () => {
  const workflow = workflowSchema.parse(parse(await readFile('docs/examples/contracts.workflow.yml', 'utf8')))
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: object }

  const [job] = Object.values(workflow.jobs)
  expect(job?.env.PACT_DO_NOT_TRACK).toBe('true')
  const commands = job?.steps.flatMap(step => ('run' in step ? [step.run] : [])).join('\n') ?? ''
  const run = [...commands.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, name]) => name)
  expect(run).toEqual(['contracts', 'contracts'])
  for (const name of run) expect(scripts).toHaveProperty([name ?? ''])
  expect(commands).toContain('diff -ru contracts/pacts ')
  const nodeVersion = job?.steps.flatMap(step => ('uses' in step ? [step.with?.['node-version-file']] : []))
  for (const file of nodeVersion ?? []) if (file !== undefined) expect(existsSync(file)).toBe(true)
})
