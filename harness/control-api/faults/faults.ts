// Planned failures.
import { z } from 'zod'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { operation } from '../operation.ts'

export const newFault = z.strictObject({
  operation: z.string().describe('One of `operations`, for example cep/createReferral or smtp/rcpt.'),
  first: z.number().int().positive().optional().describe('Strikes the first so many calls.'),
  every: z.number().int().positive().optional().describe('Strikes every so-manieth call.'),
  match: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .optional()
    .describe("Strikes only calls with these parameters, or a mail's address."),
  answer: z
    .strictObject({
      status: z.number().int().min(200).max(599).optional(),
      code: z.number().int().min(400).max(599).optional().describe('Of SMTP.'),
      body: z.unknown().optional(),
    })
    .optional(),
  delayMs: z.number().int().min(0).max(60_000).optional().describe('Milliseconds of real time.'),
  timeout: z.boolean().optional(),
  reset: z.boolean().optional(),
  malformedBody: z.boolean().optional(),
  after: z.literal('commit').optional().describe('The vendor does its work, the answer is lost.'),
})

const fault = newFault
  .extend({
    id: z.number().int(),
    seen: z.number().int().describe('Calls that it could have struck.'),
    struck: z.number().int().describe('Calls that it struck.'),
  })
  .meta({ id: 'Fault' })

export type NewFault = z.input<typeof newFault>
export type Fault = z.output<typeof fault>

export const faultOperations = [
  operation({
    method: 'get',
    path: '/faults',
    id: 'listFaults',
    summary: 'Lists the planned faults, and what can be made to fail.',
    answer: z.object({ faults: z.array(fault), operations: z.array(z.string()) }),
    run(_, sandbox) {
      const { faults } = sandbox.live().world
      return { faults: [...faults.list()], operations: faults.operations() }
    },
  }),
  operation({
    method: 'post',
    path: '/faults',
    id: 'addFault',
    summary: 'Plans a fault.',
    body: newFault,
    answer: fault,
    run({ body }, sandbox) {
      const { faults } = sandbox.live().world
      if (faults.operations().includes(body.operation)) refuseIdlePlan(body)
      return faults.add(body)
    },
  }),
  operation({
    method: 'delete',
    path: '/faults',
    id: 'clearFaults',
    summary: 'Forgets every planned fault.',
    answer: z.object({ faults: z.array(fault) }),
    run(_, sandbox) {
      sandbox.live().world.faults.clear()
      return { faults: [] }
    },
  }),
  operation({
    method: 'delete',
    path: '/faults/{id}',
    id: 'removeFault',
    summary: 'Forgets one planned fault; what is none any more is no mistake.',
    params: z.object({ id: z.coerce.number().int().positive() }),
    answer: z.object({ faults: z.array(fault) }),
    run({ params: { id } }, sandbox) {
      const { faults } = sandbox.live().world
      faults.clear(id)
      return { faults: [...faults.list()] }
    },
  }),
]

/** A plan that could never do anything is a mistake that a test would not notice. */
function refuseIdlePlan(plan: z.output<typeof newFault>): void {
  const problem = problemOf(plan)
  if (problem === undefined) return
  throw new SandboxError(
    'invalid-fault',
    `Cannot plan a fault for ${JSON.stringify(plan.operation)}: ${problem}`,
    {
      remedy: `Write for example {"operation":"${plan.operation}","first":1,"answer":${isMail(plan) ? '{"code":451}' : '{"status":429}'}}.`,
    },
  )
}

const isMail = ({ operation }: { operation: string }): boolean => operation.startsWith('smtp/')

function problemOf(plan: z.output<typeof newFault>): string | undefined {
  const { first, every, answer, delayMs, timeout, reset, malformedBody, after } = plan
  if (first !== undefined && every !== undefined) return 'first and every exclude each other.'
  const overHttp = [delayMs, timeout, reset, malformedBody, after, answer?.status, answer?.body].some(Boolean)
  if (isMail(plan))
    return overHttp || answer?.code === undefined
      ? 'an SMTP answer has a code, and nothing else can fail there.'
      : undefined
  if (answer?.code !== undefined) return 'an HTTP answer has a status, not a code.'
  return overHttp ? undefined : 'it says nothing that should go wrong.'
}
