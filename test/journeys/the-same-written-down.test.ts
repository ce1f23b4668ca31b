// What waits is data: written down as JSON, dropped and read again between any two jobs, a run goes on as if nothing had been. And
// no kind of job may be missing: without it the story is another one.
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { atRest } from '../support/at-rest.ts'
import { waitingStory } from '../support/waiting-story.ts'
import { writingJobsDown } from '../support/written-jobs.ts'

const kindsInSource = async (): Promise<string[]> => {
  const kinds: string[] = []
  for await (const file of glob('mocks/**/*.ts')) {
    const source = readFileSync(file, 'utf8')
    kinds.push(...[...source.matchAll(/\.performs<[^(]*\('([^']+)'/g)].map(([, kind = '']) => kind))
  }
  return kinds.sort()
}

describe('jobs that are written down and read again', async () => {
  const kinds = await kindsInSource()
  const straight = await waitingStory()

  test('lead to the same answers, journal and mails', async () => {
    using written = writingJobsDown()

    expect(await waitingStory()).toEqual(straight)
    expect([...written.kinds].sort()).toEqual(kinds)
  })

  test.each(kinds)('are missed where one is lost: %s', async lose => {
    using _ = writingJobsDown({ lose })

    expect(await waitingStory()).not.toEqual(straight)
  })
})

test('the tutorial goes on as if nothing had been', async () => {
  const tutorial = async () => {
    await using sandbox = await startSandbox({ listen: false, clock: 'manual' })
    await sandbox.startScenarios()
    await atRest(sandbox)
    await sandbox.clock.advance('1h')
    const { entries } = await sandbox.journal({ limit: 100_000 })
    const mails = await sandbox.inbox.list()
    const whole = await Promise.all(mails.map(({ ID }) => sandbox.inbox.read(ID)))
    return { mails: mails.length, story: JSON.stringify([entries, mails, whole]) }
  }
  const straight = await tutorial()
  using _ = writingJobsDown()

  expect(await tutorial()).toEqual(straight)
  expect(straight.mails).toBeGreaterThan(0)
})
