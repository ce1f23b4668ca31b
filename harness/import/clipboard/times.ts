// Times of day as the editor keeps them, `{hour, minute}`, and as text.
import { z } from 'zod'

const timeShape = z.looseObject({ hour: z.int().min(0).max(23), minute: z.int().min(0).max(59) })
export const timesShape = z.array(timeShape).min(1).max(48)

const two = (value: number): string => String(value).padStart(2, '0')

export const timeFromVendor = ({ hour, minute }: z.output<typeof timeShape>): string =>
  `${two(hour)}:${two(minute)}`

export function timeToVendor(time: string): { hour: number; minute: number } {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return { hour, minute }
}
