// What went over the wire of the steps that failed, under the seq of each step; of nothing that is no longer kept.
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import type { Client } from '../client.ts'
import { isFailure } from '../command-line/output/trace.ts'
import type { TimelineEntry } from '../control-api/journal.ts'
import type { Exchange } from '../control-api/requests.ts'
import { explainingRequest } from '../traffic/explaining-exchange.ts'

const MOST = 20

export async function exchangesOfFailures(
  timeline: readonly TimelineEntry[],
  { requests }: Pick<Client, 'requests'>,
): Promise<ReadonlyMap<number, Exchange>> {
  const bySeq = new Map(timeline.map(entry => [entry.seq, entry]))
  const told = new Map<number, number>()
  for (const entry of timeline.filter(one => !one.detail && isFailure(one))) {
    const request = explainingRequest(entry, seq => bySeq.get(seq))
    if (request !== undefined && !told.has(request)) told.set(request, entry.seq)
  }
  const read = [...told].slice(-MOST).map(async ([request, step]): Promise<[number, Exchange][]> => {
    const exchange = await requests.get(request).catch(whenGone)
    return exchange === undefined ? [] : [[step, exchange]]
  })
  return new Map((await Promise.all(read)).flat())
}

function whenGone(error: unknown): undefined {
  if (!(error instanceof SandboxError) || error.code !== 'request-not-found') throw error
}
