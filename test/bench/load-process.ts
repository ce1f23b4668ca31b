// A load in a process of its own, as a user's client is: `load-process.ts PORT CONNECTIONS SECONDS REQUEST` prints what it measured.
import { drive } from './sockets.ts'

const [port, connections, seconds, request = ''] = process.argv.slice(2)
const { tookMs, seconds: took } = await drive({
  port: Number(port),
  connections: Number(connections),
  seconds: Number(seconds),
  requestAt: () => request,
})
const sorted = Float64Array.from(tookMs).sort()
const at = (part: number) => sorted[Math.floor(sorted.length * part)]
console.log(
  JSON.stringify({ answered: sorted.length, perSecond: sorted.length / took, p50: at(0.5), p99: at(0.99) }),
)
