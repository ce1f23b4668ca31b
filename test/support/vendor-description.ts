// Holds an answer against the vendor's own description. Where the descriptions are absent it does nothing, unless CI=true;
// vendor-description.test.ts says so by name.
import { expect } from 'vitest'
import {
  type Description,
  isVendorDescribed,
  mustBeVendorDescribed,
  vendorDescription,
} from '../../contracts/conformance/vendor-description.ts'

/** `path` is the called path without its query; `body` the parsed JSON, undefined for an empty answer. */
export function expectDescribed(
  method: string,
  path: string,
  status: number,
  body: unknown,
  which: Description,
): void {
  if (!isVendorDescribed && !mustBeVendorDescribed) return
  expect(vendorDescription(which).problemsOf(method, path, status, body)).toEqual([])
}
