// [D] about: write requests are queued. With the setting `readLagMs` a write takes effect that much later.
import type { World } from '../../kit/world.ts'
import type { BloomreachSettings } from '../settings.ts'

export function enqueueWrite(
  { world, settings }: { world: World; settings: BloomreachSettings },
  label: string,
  write: () => void,
): void {
  if (settings.readLagMs === 0) write()
  else world.clock.at(world.clock.now() + settings.readLagMs, label, write)
}
