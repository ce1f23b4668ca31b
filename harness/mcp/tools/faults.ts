// Failures of the vendors: planned one by one, and all of them tried.
import { z } from 'zod'
import { newFault } from '../../control-api/faults/faults.ts'
import { searchCopy } from '../search-copy.ts'
import { tool } from '../tool.ts'

const fault = z.looseObject({ id: z.int(), operation: z.string(), seen: z.int(), struck: z.int() })

export const faultTools = [
  tool({
    name: 'faults',
    does: 'Lists the planned faults with how often they struck, and every operation that can be made to fail.',
    isReading: true,
    input: z.strictObject({}),
    output: z.object({ faults: z.array(fault), operations: z.array(z.string()) }),
    run: async ({ copy }) => (await copy()).client.faults.list(),
  }),
  tool({
    name: 'plan_fault',
    does: 'Plans a failure in the vendor’s own error shape, for example {"operation":"cep/createReferral","first":1,"answer":{"status":429}}: also delayMs, timeout, reset, malformedBody, and after:"commit" for a lost answer.',
    input: newFault,
    output: fault,
    run: async ({ input, copy }) => (await copy()).client.faults.add(input),
  }),
  tool({
    name: 'clear_faults',
    does: 'Forgets every planned fault.',
    input: z.strictObject({}),
    output: z.object({ faults: z.array(fault) }),
    run: async ({ copy }) => (await copy()).client.faults.clear(),
  }),
  tool({
    name: 'fault_search',
    does: 'Tries what can go wrong with the scenarios of the world as they stand now: lost and slow answers, refused mails, edits while customers wait, alone and together. Answers the shortest schedules that break an invariant, with the story and what usually mends it. It runs in worlds of its own: yours stays as it is.',
    isReading: true,
    input: z.strictObject({
      scenario: z
        .string()
        .min(1)
        .optional()
        .describe('The name of the only scenario that starts; without it all that are marked or active.'),
      faults: z
        .string()
        .regex(/^[\w#:,\s-]*$/)
        .optional()
        .describe('Which faults, such as "lost-answer,-slow"; all.'),
      invariants: z
        .string()
        .regex(/^[\w,\s-]*$/)
        .optional()
        .describe('Which invariants, such as "nobody-lost"; all.'),
      depth: z.int().min(0).max(3).default(1).describe('How many faults one run may have.'),
      customers: z.int().min(1).max(20).default(2).describe('How many customers take part, the first.'),
      budget: z.int().min(1).max(5_000).default(300).describe('How many runs at most.'),
    }),
    output: z.object({
      run: z.int(),
      pruned: z.int().describe('Runs that would have been like another.'),
      isWhole: z.boolean().describe('False: the budget ended it.'),
      invariants: z.array(
        z.object({ name: z.string(), says: z.string(), state: z.string(), broken: z.int() }),
      ),
      findings: z.array(
        z.looseObject({
          invariant: z.string(),
          because: z.string(),
          mend: z.string().optional(),
          timeline: z.array(z.string()),
        }),
      ),
    }),
    async run({ input, copy, gone }) {
      const { run, pruned, isWhole, invariants, findings } = await searchCopy(await copy(), input, gone)
      return { run, pruned, isWhole, invariants: [...invariants], findings: findings.map(findingOf) }
    },
  }),
]

const findingOf = ({ timeline, ...finding }: Awaited<ReturnType<typeof searchCopy>>['findings'][number]) => ({
  ...finding,
  timeline: [...timeline],
})
