// The codes in a CSV. [D] vouchers: a single column with a header.
import { voucherCode } from './voucher-pool.ts'

export type VoucherCsv =
  | { codes: { code: string; line: number }[] }
  /** Lines begin at 1. */
  | { problem: string; line: number }

const DELIMITERS = /[,;\t]/
const LINE_ENDS = /\r\n|\n|\r/

export function readVoucherCsv(text: string): VoucherCsv {
  const lines = (text.startsWith('\uFEFF') ? text.slice(1) : text).split(LINE_ENDS)
  const codes: { code: string; line: number }[] = []
  let hasHeader = false
  for (const [index, written] of lines.entries()) {
    const cell = cellOf(written)
    const line = index + 1
    if (cell === undefined) return { problem: 'expected one column', line }
    if (cell === '') continue
    const { error } = voucherCode.safeParse(cell)
    if (error !== undefined) return { problem: error.issues[0]?.message ?? 'expected a code', line }
    if (hasHeader) codes.push({ code: cell, line })
    hasHeader = true
  }
  return codes.length > 0 ? { codes } : { problem: 'expected a header and codes below it', line: 1 }
}

/** Undefined when there is more than one. */
function cellOf(line: string): string | undefined {
  const text = line.trim()
  if (!text.startsWith('"')) return DELIMITERS.test(text) || text.includes('"') ? undefined : text
  const inner = text.slice(1, -1)
  const isWhole = text.length > 1 && text.endsWith('"') && !inner.replaceAll('""', '').includes('"')
  return isWhole ? inner.replaceAll('""', '"').trim() : undefined
}
