// What it costs to count what a run exercises: processor time of the same run with it and without, in turn.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ScenarioDefinition, startSandbox } from '../../harness/index.ts'
import { codeNode, mailNode, scenario, shop } from '../support/shop.ts'
import { type Spread, spread } from './measure.ts'

const TEXT = '{% if customer.first_name %}Hi{% else %}Hello{% endif %} {{ webhook.code }}'

const WORLD = shop({
  people: Array.from({ length: 200 }, (_, index) => `person-${index}`),
  scenarios: [
    scenario('Referral', [
      { id: 1, type: 'now' },
      { id: 2, type: 'wait', period: '1 minute' },
      codeNode(3),
      mailNode(4, 'Your code', TEXT),
    ] satisfies ScenarioDefinition['nodes']),
  ],
})

async function worked(more: { coverage?: string }): Promise<number> {
  await using sandbox = await startSandbox({ listen: false, world: WORLD, ...more })
  const before = process.cpuUsage()
  await sandbox.startScenarios()
  await sandbox.settle()
  const { user, system } = process.cpuUsage(before)
  return user + system
}

const WARM_UPS = 6
/** A single pair tells little: they are up to a tenth apart either way. */
const PAIRS = 160

/** With it, to without: in pairs, each the other way round than the one before it, so that what grows falls on both alike. */
export async function coverageCost(): Promise<Spread> {
  const coverage = await mkdtemp(join(tmpdir(), 'coverage-'))
  const ratios: number[] = []
  try {
    for (let turn = -WARM_UPS; turn < PAIRS; turn++) {
      const first = await worked(turn % 2 === 0 ? {} : { coverage })
      const second = await worked(turn % 2 === 0 ? { coverage } : {})
      if (turn >= 0) ratios.push(turn % 2 === 0 ? second / first : first / second)
    }
  } finally {
    await rm(coverage, { recursive: true })
  }
  return spread(ratios)
}
