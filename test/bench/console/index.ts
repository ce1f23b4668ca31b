// The console in Chromium, against the command in a process of its own. Run it alone with `npm run bench -- console`; what it adds to
// an install is `tsx test/bench/console/install.ts`.
import type { BenchTable } from '../measure.ts'
import { benchBundle } from './bundle.ts'
import { benchPaint } from './paint.ts'
import { benchWatched } from './watched.ts'

export const benchConsole = async (): Promise<BenchTable[]> => [
  await benchBundle(),
  await benchPaint(),
  ...(await benchWatched()),
]
