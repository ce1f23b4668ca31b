// `npm run evidence`: writes docs/fidelity.md, docs/fidelity-bloomreach.md, docs/reasons.md and the generated tables of the Talon.One README.
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { bloomreachPage } from './bloomreach-evidence.ts'
import { between, fidelityPage, operationsTable, settingsTable } from './evidence.ts'
import { reasonsPage } from './reasons-page.ts'
import { isVendorDescribed } from './vendor-description.ts'

const root = new URL('../../', import.meta.url)
const readme = fileURLToPath(new URL('mocks/talon-one/README.md', root))

const page = await readFile(readme, 'utf8')
await writeFile(readme, between(between(page, 'operations', operationsTable()), 'settings', settingsTable()))

await writeFile(fileURLToPath(new URL('docs/fidelity-bloomreach.md', root)), bloomreachPage())
await writeFile(fileURLToPath(new URL('docs/reasons.md', root)), reasonsPage())

if (isVendorDescribed) {
  await writeFile(fileURLToPath(new URL('docs/fidelity.md', root)), await fidelityPage())
} else {
  console.error(
    'Cannot write docs/fidelity.md: the vendor’s descriptions are not here. Set TALON_ONE_SPECS to their folder; the README is written.',
  )
  process.exitCode = 1
}
