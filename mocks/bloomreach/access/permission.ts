// What an API group may do: the permissions of an operation, and the event types it may set and get.
import { noPermission } from '../errors.ts'
import type { ApiGroup, Permission } from './api-groups.ts'

export function demandPermission(group: ApiGroup, permission: Permission, refuse = noPermission): void {
  if (!group.permissions.has(permission)) {
    throw refuse({
      reason: 'missing-permission',
      facts: { group: group.name, permission },
      hint: `The API group ${JSON.stringify(group.name)} lacks the permission "${permission}".`,
    })
  }
}

export const mayUseEventType = (group: ApiGroup, type: string): boolean => group.eventTypes?.has(type) ?? true
