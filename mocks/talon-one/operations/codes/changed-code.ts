// What a changed code has to obey, be it a referral's or a coupon's.
import { given } from '../../../kit/given.ts'
import type { Deployment } from '../../deployment.ts'
import { invalidField } from '../../errors.ts'
import { type Attributes, refuseWrongAttributes } from '../../rules/attribute-rules.ts'
import { endsBeforeItStarts, type Validity } from '../../rules/new-code.ts'
import type { Application } from '../../schemas/application.ts'

/** Guess, setting `expiryBeforeStart`. */
export function refuseBackwards(deployment: Deployment, validity: Validity): void {
  if (endsBeforeItStarts(deployment, validity)) throw invalidField('/expiryDate', 'must be after startDate')
}

/** Of a change that is accepted, what it says. */
export function acceptedChange<T extends Validity & { attributes?: Attributes | undefined }>(
  deployment: Deployment,
  application: Application,
  entity: 'Coupon' | 'Referral',
  code: Validity,
  input: T,
) {
  // What is left out of a change stays as it is.
  const change = given(input)
  refuseBackwards(deployment, { ...code, ...change })
  refuseWrongAttributes(deployment, application, { entity }, input.attributes ?? {})
  return change
}
