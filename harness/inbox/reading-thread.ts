// The worker thread of the Reader: raw bytes in, what is in the mail out.
import { parentPort } from 'node:worker_threads'
import { readMail } from './content.ts'

parentPort?.on('message', ({ id, raw }: { id: number; raw: Uint8Array }) => {
  parentPort?.postMessage({ id, read: readMail(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)) })
})
