// The CSV files of a world's voucher pools, read into the pools; what is wrong with one is refused with file and line.
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readVoucherCsv } from '../../mocks/bloomreach/vouchers/voucher-csv.ts'
import type { VoucherPoolInput } from '../../mocks/bloomreach/vouchers/voucher-pool.ts'
import { type Path, shortPath, type Whereabouts } from './file.ts'
import { refuse, type WorldFinding } from './findings.ts'

interface Files {
  source: Whereabouts
  /** Where the names of files begin. */
  folder: string
}

/** A code that its pool has already is passed over, as an import does; one of another pool is refused. */
export async function withVoucherFiles(
  pools: readonly VoucherPoolInput[],
  { source, folder }: Files,
): Promise<VoucherPoolInput[]> {
  const owners = new Map(pools.flatMap(({ name, codes }) => codes.map(code => [code, name] as const)))
  const whole: VoucherPoolInput[] = []
  for (const [index, { file, codes, ...pool }] of pools.entries()) {
    const more: string[] = []
    for (const { code, line } of file === undefined
      ? []
      : await codesIn(resolve(folder, file), index, source)) {
      const owner = owners.get(code)
      if (owner === pool.name) continue
      if (owner !== undefined) {
        const message = `The code ${JSON.stringify(code)} is in the pool ${JSON.stringify(owner)} already.`
        throw refuse('the world', [wrongLine(file ?? '', folder, line, message)])
      }
      owners.set(code, pool.name)
      more.push(code)
    }
    whole.push({ ...pool, codes: [...codes, ...more] })
  }
  return whole
}

async function codesIn(path: string, index: number, source: Whereabouts) {
  const at: Path = ['bloomreach', 'voucherPools', index, 'file']
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'ENOENT' ? 'there is no such file' : error.message
    const message = `Cannot read ${shortPath(path)}: ${reason}.`
    const remedy = 'Name a file that is there.'
    throw refuse('the world', [{ code: 'dangling-reference', place: source.locate(at), message, remedy }])
  })
  const read = readVoucherCsv(text)
  if ('codes' in read) return read.codes
  throw refuse('the world', [wrongLine(path, '', read.line, `Cannot read the vouchers: ${read.problem}.`)])
}

const wrongLine = (file: string, folder: string, line: number, message: string): WorldFinding => ({
  code: 'invalid-field',
  place: { file: shortPath(resolve(folder, file)), line, column: 1 },
  message,
  remedy: 'Give one column with a header, each code once.',
})
