// Address lists of a header: postal-mime's grammar, with two things that Mailpit does and it does not: encoded words that
// cut a character, and names that are the address itself.
import { addressParser } from 'postal-mime'
import { decodeWords } from './encoded-words.ts'

/** Spelled as Mailpit answers it. */
export interface MailAddress {
  Name: string
  Address: string
}

/** The addresses of a list, groups flattened; what has no address is left out. */
export function readAddresses(value: string): MailAddress[] {
  if (value === '') return []
  const named = addressesThatAreNames(decodeWords(value))
  const bare = addressesBeforeSpace(value)
  return addressParser(withWholeWords(value), { flatten: true })
    .map(({ name, address = '' }) => ({
      Name: name === '' && named.has(address) ? address : name,
      Address: address,
    }))
    .filter(({ Address }) => Address !== '')
    .flatMap(entry => withoutAddressForName(entry, bare))
}

/** [S] enmime: `a@x.org <b@x.org>` is two addresses; a name may only look like one when it is quoted or encoded. */
function withoutAddressForName(entry: MailAddress, bare: ReadonlySet<string>): MailAddress[] {
  const { Name, Address } = entry
  if (Name === Address || !bare.has(Name)) return [entry]
  return [
    { Name: '', Address: Name },
    { Name: '', Address },
  ]
}

/** What stands before a space, looks like an address and is never quoted. */
function addressesBeforeSpace(value: string): Set<string> {
  const pieces = value.split(' ').slice(0, -1)
  const found = new Set(pieces.map(piece => piece.slice(lastSeparator(piece) + 1)).filter(isBareAddress))
  for (const quoted of value.split('"')) found.delete(quoted)
  return found
}

const lastSeparator = (piece: string): number =>
  Math.max(...[',', ';', ':', '<', '>', '(', ')', '"', '\t'].map(sign => piece.lastIndexOf(sign)))

function isBareAddress(text: string): boolean {
  const at = text.indexOf('@')
  return at > 0 && at === text.lastIndexOf('@') && at < text.length - 1
}

/** Encoded words written anew, so that what they say cannot be taken for commas and brackets of the list. */
function withWholeWords(value: string): string {
  return decodeWords(value, text => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`)
}

/** `"b@example.org" <b@example.org>`: the addresses that stand in front of themselves. */
function addressesThatAreNames(value: string): Set<string> {
  const found = new Set<string>()
  let from = 0
  for (let close = value.indexOf('>'); close !== -1; close = value.indexOf('>', from)) {
    const entry = value.slice(from, close)
    const open = entry.lastIndexOf('<')
    const address = entry.slice(open + 1).trim()
    const before = entry.slice(0, Math.max(open, 0)).trimEnd()
    const unquoted = before.endsWith('"') ? before.slice(0, -1) : before
    if (address !== '' && unquoted.endsWith(address)) found.add(address)
    from = close + 1
  }
  return found
}
