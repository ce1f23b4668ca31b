// `npm run build`: the package's dist/, compiled by tsc, with the worlds and stylesheets beside the code that reads them.
import { spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'

rmSync('dist', { recursive: true, force: true })
const { status } = spawnSync('tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit', shell: true })
if (status !== 0) throw new Error('tsc refuses the sources; see above.')
for (const asset of ['harness/worlds', 'harness/inbox/pages/style.css']) {
  cpSync(asset, `dist/${asset}`, { recursive: true })
}
