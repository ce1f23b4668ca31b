// Operations of the vendor's descriptions that the sandbox does not emulate: each answers 501 by its name.
import type { Api } from '../call.ts'
import { type Operation, operationName } from '../http/operation-list.ts'
import { LEFT_OUT_OF_INTEGRATION } from './left-out-integration.ts'
import { LEFT_OUT_OF_MANAGEMENT } from './left-out-management.ts'
import { LEFT_OUT_OF_THIRD_PARTY } from './left-out-third-party.ts'

const named = (api: Api, lines: readonly string[]) => lines.map(line => operationName(api, line))

export const leftOut: readonly Operation[] = [
  ...named('third-party', LEFT_OUT_OF_THIRD_PARTY),
  ...named('integration', LEFT_OUT_OF_INTEGRATION),
  ...named('management', LEFT_OUT_OF_MANAGEMENT),
]
