// How much script and style the console loads: what every view needs, and what each view adds.
import { readdir, readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import type { BenchTable } from '../measure.ts'

const BUILT = 'dist/console'
const KB = 1_024

/** Of what `index.html` names, with what that imports from the start. */
export async function benchBundle(): Promise<BenchTable> {
  const page = await readFile(`${BUILT}/index.html`, 'utf8')
  const names = await readdir(`${BUILT}/assets`)
  const first = new Set<string>()
  const add = async (name: string): Promise<void> => {
    if (first.has(name)) return
    first.add(name)
    if (!name.endsWith('.js')) return
    const text = await readFile(`${BUILT}/assets/${name}`, 'utf8')
    for (const other of names) if (isImported(text, other)) await add(other)
  }
  for (const name of names) if (page.includes(name)) await add(name)
  const rest = names.filter(name => !first.has(name))
  return {
    title: 'Script and style, KB after gzip',
    columns: ['what', 'files', 'KB', 'promise'],
    rows: [
      ['loaded by every view', first.size, await kilobytes([...first]), 'under 250'],
      ['the rest, by view', rest.length, await kilobytes(rest), ''],
    ],
  }
}

const isImported = (text: string, name: string): boolean =>
  text.includes(`from"./${name}"`) || text.includes(`import"./${name}"`)

async function kilobytes(names: readonly string[]): Promise<string> {
  let bytes = 0
  for (const name of names) bytes += gzipSync(await readFile(`${BUILT}/assets/${name}`)).length
  return (bytes / KB).toFixed(0)
}
