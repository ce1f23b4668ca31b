// An operation's name, with this vendor's form of an error for planned faults.
import { operation } from '../../kit/record-requests.ts'
import type { World } from '../../kit/world.ts'
import { vendorError } from '../errors.ts'
import type { OperationId } from './operation-list.ts'

export const named = (world: World, id: OperationId) => operation(world, id, vendorError)
