// What a disturbance is as data: its name, where it may strike, and what it does in words.
import type { PointKind } from '../schedules/point.ts'

export interface Fault {
  readonly name: string
  readonly kind: PointKind
  readonly does: string
}
