// Mailpit's chaos triggers as faults of the sandbox: a probability is a share, so that the same run fails alike.
import type { Fault } from '../../mocks/kit/faults.ts'
import type { World } from '../../mocks/kit/world.ts'
import { CALM, CHAOS_STEPS, type Chaos, type ChaosStep, type ChaosTrigger } from '../inbox/chaos.ts'

const OPERATIONS: Record<ChaosStep, string> = {
  Sender: 'smtp/mail',
  Recipient: 'smtp/rcpt',
  Authentication: 'smtp/auth',
}

export function chaosFaults(world: () => World): Chaos {
  let planned: { step: ChaosStep; trigger: ChaosTrigger; fault: Fault }[] = []
  return {
    triggers: () => {
      const faults = world().faults.list()
      // A reset, or who cleared the faults, has ended the chaos too.
      planned = planned.filter(({ fault }) => faults.includes(fault))
      return { ...CALM, ...Object.fromEntries(planned.map(({ step, trigger }) => [step, trigger])) }
    },
    plan: triggers => {
      for (const { fault } of planned) world().faults.clear(fault.id)
      planned = CHAOS_STEPS.filter(step => triggers[step].Probability > 0).map(step => ({
        step,
        trigger: triggers[step],
        fault: world().faults.add({
          operation: OPERATIONS[step],
          every: everyNth(triggers[step].Probability),
          answer: { code: triggers[step].ErrorCode },
        }),
      }))
    },
  }
}

const everyNth = (percent: number): number => Math.max(1, Math.round(100 / percent))
