// Who a usual mail comes from and goes to, in its headers and in its envelope.
import MimeNode from 'nodemailer/lib/mime-node'
import type { OutgoingMail } from '../../mocks/bloomreach/index.ts'
import { Remembered } from '../../mocks/kit/remembered.ts'
import { folded } from './header-lines.ts'

export interface Sender {
  line: string
  envelope: string
}

/** Undefined for an address that is not written in ASCII. */
export const senderOf = ({ name = '', address }: OutgoingMail['from']): Sender | undefined =>
  senders.of(JSON.stringify([name, address]))

const senders = new Remembered<string, Sender | undefined>(key => {
  const [name = '', address = ''] = JSON.parse(key) as string[]
  const node = new MimeNode(undefined, { baseBoundary: '-' })
  const value = node.encodeHeaderValue('From', [{ name, address }])
  const { from } = node.setEnvelope({ from: address }).getEnvelope()
  if (!from || !isAscii(from) || !isAscii(value)) return undefined
  return { line: folded('From', value), envelope: from }
})

const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+(?:\.[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+)*$/

/** Whether an address is written in header and envelope as it stands. */
export function isPlain(address: string): boolean {
  const at = address.lastIndexOf('@')
  return at > 0 && LOCAL_PART.test(address.slice(0, at)) && plainDomains.of(address.slice(at + 1))
}

/** Customers have addresses at few domains. */
const plainDomains = new Remembered<string, boolean>(domain => {
  const address = `a@${domain}`
  const node = new MimeNode(undefined, { baseBoundary: '-' })
  return isAscii(domain) && node.encodeHeaderValue('To', [{ name: '', address }]) === address
})

const isAscii = (text: string): boolean => !/[^\x20-\x7e]/.test(text)
