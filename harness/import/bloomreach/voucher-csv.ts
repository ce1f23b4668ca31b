// A voucher import, which becomes a pool. [D] vouchers: one column with a header, codes unique across pools, existing ones skipped.
import { readVoucherCsv } from '../../../mocks/bloomreach/vouchers/voucher-csv.ts'
import { type Entry, guessed, ignored, understood } from '../columns.ts'
import type { Format, Imported } from '../format.ts'
import { type InputFile, unreadable } from '../input-file.ts'
import { headerOf, isFormula } from '../tables/table.ts'

export const voucherCsv: Format = {
  id: 'voucher-csv',
  called: 'Bloomreach vouchers, CSV',
  grade: '[D] vouchers',
  recognises: input => headerOf(input).length === 1,
  read,
}

type Code = { code: string; line: number }

function read(input: InputFile): Imported {
  const table = readVoucherCsv(input.text)
  if ('problem' in table) throw unreadable(input.file, `line ${table.line}: ${table.problem}`)
  const [header = ''] = headerOf(input)
  const seen = new Set<string>()
  const twice = table.codes.filter(({ code }) => seen.has(code) || !seen.add(code))
  const formulas = table.codes.filter(({ code }) => isFormula(code) && !twice.some(one => one.code === code))
  const unlike = [
    ...twice.map(one => entryOf(one, ignored('its pool has this code already'))),
    ...formulas.map(one =>
      entryOf(
        one,
        guessed('a spreadsheet formula: a code like the others', 'whether the pool has this code'),
      ),
    ),
  ]
  const column = {
    path: header,
    count: table.codes.length - unlike.length,
    ...understood('voucherPools: codes'),
  }
  const file = `${input.stem}.vouchers.csv`
  return {
    entries: [column, ...unlike],
    world: { bloomreach: { voucherPools: [{ name: input.stem, file: `./${file}` }] } },
    files: [{ path: file, text: input.text }],
    remarks:
      header === 'value'
        ? ['Talon.One’s coupons have a column of this name too: --as talon-one-coupons reads them.']
        : [],
  }
}

const entryOf = ({ line }: Code, verdict: Omit<Entry, 'path'>): Entry => ({
  path: `line ${line}`,
  ...verdict,
})
