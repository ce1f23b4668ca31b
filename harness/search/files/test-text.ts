// A counterexample as a ready-made test: it fails today, and passes once the scenario is mended.
import type { Replay } from '../findings/finding.ts'

export type Runner = 'vitest' | 'node'

const HEADS: Record<Runner, readonly string[]> = {
  vitest: ["import { expect, test } from 'vitest'"],
  node: ["import assert from 'node:assert/strict'", "import { test } from 'node:test'"],
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

export function testText(
  { invariant, schedule, world, customers, ...replay }: Replay,
  runner: Runner,
): string {
  const choices = schedule.map(({ at, fault }) => `{ at: ${quoted(at)}, fault: ${quoted(fault)} }`)
  const others = [
    ...(replay.scenario === undefined ? [] : [`    scenario: ${quoted(replay.scenario)},`]),
    ...(replay.case === undefined ? [] : [`    case: ${replay.case},`]),
    ...(replay.seed === 'tutorial' ? [] : [`    seed: ${quoted(replay.seed)},`]),
  ]
  const title = schedule.map(({ at, fault }) => `${fault} at ${at}`).join(', then ') || 'an undisturbed run'
  const state = `states[${quoted(invariant)}]`
  return [
    ...HEADS[runner],
    "import { replay } from 'referral-sandbox'",
    '',
    `test(${quoted(`${invariant} holds after ${title}`)}, async () => {`,
    '  const { states } = await replay({',
    ...(world === 'tutorial' ? [] : [`    world: ${quoted(world)},`]),
    `    customers: [${customers.map(quoted).join(', ')}],`,
    ...others,
    `    schedule: [${choices.join(', ')}],`,
    '  })',
    runner === 'vitest' ? `  expect(${state}).not.toBe('broken')` : `  assert.notEqual(${state}, 'broken')`,
    '})',
    '',
  ].join('\n')
}
