// `POST /_sandbox/snapshots`: the whole world as one file, which `--world` takes.
import type { Context } from 'hono'
import { compressed } from '../../world/saved-world.ts'
import type { Controlled } from '../controlled.ts'

export const snapshotFile =
  ({ id, snapshot }: Controlled) =>
  async (c: Context): Promise<Response> => {
    const bytes = await compressed(await snapshot())
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${id}.snapshot"`,
    })
  }
