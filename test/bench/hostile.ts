// How long another client waits for `GET /_sandbox/ready` while hostile input is worked on, case by case. Run it alone with
// `tsx test/bench/hostile.ts [WORD]`, which takes the cases of one kind or name.
import { fileURLToPath } from 'node:url'
import { type HostileCase, hostileCases } from './hostile-cases.ts'
import { type ReadyProbe, type Subject, startReadyProbe, startSubject } from './hostile-subject.ts'
import { type BenchTable, machine, spread, spreadText, tableText } from './measure.ts'

const PROMISED_MS = 250

interface Measured extends HostileCase {
  longestMs: number
  tookMs: number
}

export async function benchHostile(word = ''): Promise<BenchTable> {
  await using subject = await startSubject()
  await using probe = await startReadyProbe(subject.url)
  await subject.control('POST', '/settle', {})
  const measured: Measured[] = []
  for (const one of await hostileCases()) {
    if (!`${one.kind} ${one.name}`.includes(word)) continue
    const result = await measure(one, { subject, probe })
    if (result.longestMs > PROMISED_MS)
      console.error(`${one.kind}: ${one.name}: ${result.longestMs.toFixed(0)} ms`)
    measured.push(result)
  }
  return tableOf(measured)
}

async function measure(
  one: HostileCase,
  { subject, probe }: { subject: Subject; probe: ReadyProbe },
): Promise<Measured> {
  const from = performance.now()
  const longestMs = await probe.during(() => one.attack(subject))
  return { ...one, longestMs, tookMs: performance.now() - from }
}

function tableOf(measured: readonly Measured[]): BenchTable {
  const kinds = [...Map.groupBy(measured, ({ kind }) => kind)]
  return {
    title: 'Longest answer of /_sandbox/ready to another client, beside each hostile case, milliseconds',
    columns: ['kind', 'cases', 'median (min to max)', `above ${PROMISED_MS}`, 'the longest'],
    rows: kinds.map(([kind, of]) => {
      const [worst] = of.toSorted((a, b) => b.longestMs - a.longestMs)
      const above = of.filter(({ longestMs }) => longestMs > PROMISED_MS).length
      return [
        kind,
        of.length,
        spreadText(spread(of.map(({ longestMs }) => longestMs)), 0),
        above,
        worst?.name ?? '',
      ]
    }),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(`${machine()}\n\n${tableText(await benchHostile(process.argv[2]))}`)
}
