// The CSV file of an import, multipart data in the field `upFile`, and its answer. [D] importReferrals, importCoupons.
import type { Context } from 'hono'
import { formOf } from '../../../kit/bounded-body.ts'
import type { SandboxEnv } from '../../../kit/record-requests.ts'
import { msToIso } from '../../../kit/time/duration.ts'
import { ACCOUNT_ID } from '../../deployment.ts'
import { badRequest } from '../../errors.ts'
import { readBytes } from '../../http/body.ts'
import { leaveRemark } from '../../http/describe-call.ts'
import type { Import } from '../../operations/codes/import-codes.ts'
import type { ManagementCall } from './manage.ts'

/** A bound of the sandbox: no limit of a file is documented. */
const LARGEST_FILE = 32 * 1_024 * 1_024

export async function uploadedFile(c: Context<SandboxEnv>): Promise<string> {
  const contentType = c.req.header('content-type')
  if (!contentType?.startsWith('multipart/form-data')) {
    throw badRequest('missing-file', 'The file must be sent as multipart data', {
      hint: 'Send the CSV file as the field upFile.',
    })
  }
  const form = await formOf(await readBytes(c, LARGEST_FILE), contentType).catch((error: unknown): never => {
    throw badRequest('invalid-import', 'The multipart data cannot be read', { hint: String(error) })
  })
  const [file, ...more] = form.getAll('upFile')
  if (file === undefined) throw badRequest('missing-file', 'The field upFile is missing')
  if (more.length > 0) throw badRequest('several-files', 'The field upFile is there more than once')
  return typeof file === 'string' ? file : file.text()
}

/** [D] Import. Of columns that are ignored the person hears. */
export function importAnswer(
  call: ManagementCall,
  entity: 'Coupon' | 'Referral',
  { id, amount, ignored, userId }: Import & { userId: number },
) {
  const { c, deployment } = call
  const created = msToIso(deployment.world.clock.now())
  const fields = ignored.slice(0, 10).join(', ')
  const hint = `Ignored columns of the file: ${fields}.`
  if (ignored.length > 0) leaveRemark(c, { reason: 'ignored-fields', facts: { fields }, hint })
  return call.json({ id, created, accountId: ACCOUNT_ID, userId, entity, amount })
}
