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
  return addressParser(withWholeWords(value), { flatten: true })
    .map(({ name, address = '' }) => ({
      Name: name === '' && named.has(address) ? address : name,
      Address: address,
    }))
    .filter(({ Address }) => Address !== '')
    .flatMap(entry => withoutAddressForName(entry, value))
}

/** [S] enmime: `a@x.org <b@x.org>` is two addresses; a name may only look like one when it is quoted or encoded. */
function withoutAddressForName(entry: MailAddress, value: string): MailAddress[] {
  const { Name, Address } = entry
  const isBare = Name !== Address && /^[^\s@"]+@[^\s@"]+$/.test(Name) && value.includes(`${Name} `)
  if (!isBare || value.includes(`"${Name}"`)) return [entry]
  return [
    { Name: '', Address: Name },
    { Name: '', Address },
  ]
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
