import type { Contract } from '../court/contract.ts'
export async function runLive(_: {
  command: 'live' | 'record'
  contracts: readonly Contract[]
  isConfirmed: boolean
  replay: boolean
}): Promise<number> {
  return 0
}
