// The wall clock with the same agenda, pumped by one platform timer.

import { SandboxError } from '../sandbox-error.ts'
import { AgendaClock } from './agenda-clock.ts'
import { type DrivenClock, LONGEST_TIMER_MS, platformTimeout, wallClock } from './clock.ts'

export class RealClock extends AgendaClock implements DrivenClock {
  readonly mode = 'real'
  #cancel: (() => void) | undefined

  now(): number {
    return wallClock()
  }

  advance(_ms: number): Promise<void> {
    return this.advanceTo(0)
  }

  async advanceTo(_instant: number): Promise<void> {
    throw new SandboxError('real-clock', 'Cannot move the clock: this sandbox runs on the real clock.', {
      remedy: 'Start it with --clock fast or --clock manual.',
    })
  }

  goal(): undefined {
    return undefined
  }

  /** Nothing to cancel: it cannot be moved. */
  halt(): void {}

  /** Waits for real time until no customer's run waits any more. */
  async settle(): Promise<void> {
    for (;;) {
      await this.drive(async () => this.rethrow())
      const job = this.agenda.earliest({ runsOnly: true })
      if (job === undefined || this.isStopped) return
      await new Promise<void>(resolve =>
        platformTimeout(Math.min(Math.max(job.dueAt - this.now(), 1), 1_000), resolve),
      )
    }
  }

  override stop(): void {
    super.stop()
    this.#cancel?.()
  }

  protected standAt(): void {}

  protected wake(): void {
    this.#cancel?.()
    const job = this.agenda.earliest()
    if (job === undefined || this.isStopped) return
    // A longer wait is taken in steps.
    const delay = Math.min(Math.max(job.dueAt - this.now(), 0), LONGEST_TIMER_MS)
    this.#cancel = platformTimeout(delay, () => {
      this.driveInBackground(async () => {
        await this.holds.free()
        const due = this.agenda.earliest()
        if (!this.isStopped && due !== undefined && due.dueAt <= this.now()) await this.perform(due)
        this.wake()
      })
    })
  }
}
