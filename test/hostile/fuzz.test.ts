// Whatever sequence of requests comes, also malformed ones: each answer has the status that a model of one page expects, and
// what can be seen afterwards is what the model says. A failure prints its seed and the shortest sequence.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../harness/index.ts'
import { CATEGORIES, Model, NAMES, type Step } from './model.ts'
import { FUZZED_WORLD, ModelClient } from './model-client.ts'

const isFull = process.env.HOSTILE === 'full'
/** HOSTILE_SEED plays another part of the grammar. */
const seed = Number(process.env.HOSTILE_SEED ?? 20_260_105)

const name = fc.constantFrom(...NAMES)
const session = fc.constantFrom('s0', 's1', 's2', 's3', 's4', 's5', 's6', 's7')
const scenario = fc.constant('first')
const just = <Word extends string>(...words: Word[]) => fc.constantFrom(...words)

const closing = fc.record({ do: just('close'), session, name, code: fc.nat(2) })

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: just('profile', 'readCustomer'), name }),
  fc.record({ do: just('customer'), name, n: fc.nat(9) }),
  fc.record({
    do: just('consent'),
    name,
    category: fc.constantFrom(...CATEGORIES),
    accept: fc.boolean(),
  }),
  fc.record({ do: just('profile', 'inventory'), name }),
  fc.record({ do: just('refer'), name, limit: fc.nat(2), minutes: fc.integer({ min: 5, max: 200 }) }),
  closing,
  closing,
  fc.record({ do: just('cancel'), session }),
  fc.record({ do: just('advance'), minutes: fc.integer({ min: 1, max: 45 }) }),
  fc.record({ do: just('keep', 'change', 'start', 'start', 'stop', 'drop'), scenario }),
  fc.record({ do: just('malformed'), which: fc.nat(7), how: fc.nat(6) }),
)
/** Two codes that there is something to do with. */
const PROLOGUE: Step[] = [
  { do: 'profile', name: 'ada' },
  { do: 'refer', name: 'ada', limit: 0, minutes: 2_000 },
  { do: 'refer', name: 'ada', limit: 1, minutes: 300 },
]
const steps = fc.array(
  fc.oneof({ weight: 90, arbitrary: step }, { weight: 1, arbitrary: fc.constant<Step>({ do: 'reset' }) }),
  {
    minLength: 1,
    maxLength: 60,
    size: 'max',
  },
)

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ world: FUZZED_WORLD, clock: 'manual' })
})
afterAll(() => sandbox.stop())

async function play(sequence: readonly Step[]): Promise<void> {
  const client = new ModelClient(sandbox)
  await client.take({ do: 'reset' }, 0)
  let model = new Model()
  for (const [index, one] of [...PROLOGUE, ...sequence].entries()) {
    if (one.do === 'reset') model = new Model()
    const refusal =
      one.do === 'close' && !model.sessions.has(one.session) ? model.refusal(one.code, one.name) : undefined
    const expected = model.take(one)
    const { status, body, reason } = await client.take(one, model.now)
    expect([one, status]).toEqual([one, expected])
    if (one.do === 'close' && status === 200) {
      expect(
        body.effects.map(({ props }: { props: { rejectionReason?: string } }) => props.rejectionReason),
      ).toContain(refusal)
    }
    if (status >= 400 && one.do !== 'readCustomer') expect([one, reason]).toEqual([one, expect.any(String)])
    const looked = 'name' in one ? [one.name] : [NAMES[index % NAMES.length] ?? 'ada']
    await agree(client, model, looked)
  }
  await agree(client, model, NAMES)
}

async function agree(client: ModelClient, model: Model, names: readonly string[]): Promise<void> {
  for (const [seen, wanted] of await client.views(model, names)) expect(seen).toEqual(wanted)
}

test('every answer and every view agree with the model', { timeout: 120_000 }, async () => {
  await fc.assert(fc.asyncProperty(steps, play), { seed, unbiased: true, numRuns: isFull ? 40 : 3 })
})
