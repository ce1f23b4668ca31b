// Another client beside an attack: asks /_sandbox/ready again and again from a process of its own and keeps the longest
// answer. Whoever starts it says 'begin' and 'end'; each 'end' is answered with that figure.
import { setTimeout as wait } from 'node:timers/promises'

const [url] = process.argv.slice(2)
const PAUSE_MS = 5

let longestMs = 0
let isOver = false
const told: (() => void)[] = []

const asked = (async () => {
  while (!isOver) {
    const from = performance.now()
    const answer = await fetch(`${url}/_sandbox/ready`)
    await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`ready is answered ${answer.status}`)
    longestMs = Math.max(longestMs, performance.now() - from)
    await wait(PAUSE_MS)
    for (const say of told.splice(0)) say()
  }
})()

process.on('message', (message: 'begin' | 'end' | 'stop') => {
  if (message === 'stop') isOver = true
  // The question that is under way belongs to what is measured.
  else told.push(() => (message === 'begin' ? begin() : process.send?.(longestMs)))
})

function begin(): void {
  longestMs = 0
  process.send?.('begun')
}

await asked
process.disconnect?.()
