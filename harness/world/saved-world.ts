// A saved world as lines of text: what it is, its definition, then one line for each of its stores. In a file they are compressed. What
// is cut, altered or newer is refused in one sentence.
import { createHash, type Hash } from 'node:crypto'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import * as zlib from 'node:zlib'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { breathe, inBreaths } from '../../mocks/kit/time/breath.ts'

/** Raised when what is saved can no longer be read by a sandbox of before, or the other way round. */
const FORMAT = 3

interface Header {
  format: number
  /** What its dice were made of. */
  seed: string
  /** Of the next line: the world file, whose settings and doors are no part of the state. */
  definition: string
  /** Of all that follows. */
  checksum: string
}

type Saved = Pick<SavedWorld, 'seed' | 'definition'>

export interface SavedWorld {
  readonly seed: string
  /** The digest of its definition. */
  readonly definedAs: string
  readonly definition: string
  /** One for each store. */
  readonly stores: readonly string[]
}

const update = (hash: Hash, line: string): Hash => hash.update(line).update('\n')

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The lines of a saved world, without their ends. */
export function savedLines({ seed, definition, stores }: Omit<SavedWorld, 'definedAs'>): string[] {
  const hash = update(createHash('sha256'), definition)
  for (const line of stores) update(hash, line)
  return [JSON.stringify(headerOf({ seed, definition: digest(definition) }, hash)), definition, ...stores]
}

/** `definition`: its digest. */
const headerOf = (saved: Pick<Header, 'seed' | 'definition'>, hash: Hash): Header => ({
  format: FORMAT,
  ...saved,
  checksum: hash.digest('hex'),
})

/** The same as bytes, while the process serves everything else. */
export async function savedBytes({
  seed,
  definition,
  stores,
}: Saved & { stores: readonly Iterator<void, string[]>[] }): Promise<Buffer[]> {
  const [all, ofDefinition] = [createHash('sha256'), createHash('sha256')]
  const whole = Buffer.from(`${definition}\n`)
  for (let from = 0; from < whole.length; from += CHUNK) {
    all.update(whole.subarray(from, from + CHUNK))
    ofDefinition.update(whole.subarray(from, Math.min(from + CHUNK, whole.length - 1)))
    await breathe()
  }
  const bytes: Buffer[] = [whole]
  for (const store of stores) {
    for (const piece of inChunks([...(await inBreaths(store)), '\n'])) {
      all.update(piece)
      bytes.push(piece)
      await breathe()
    }
  }
  const header = headerOf({ seed, definition: ofDefinition.digest('hex') }, all)
  return [Buffer.from(`${JSON.stringify(header)}\n`), ...bytes]
}

const CHUNK = 65_536

/** Short texts together, since each by itself costs more. */
function* inChunks(texts: readonly string[]): Generator<Buffer> {
  let chunk = ''
  for (const text of texts) {
    chunk += text
    if (chunk.length < CHUNK) continue
    yield Buffer.from(chunk)
    chunk = ''
  }
  yield Buffer.from(chunk)
}

export function savedWorldIn(text: string): SavedWorld {
  const [first = '', ...lines] = text.split('\n')
  const header = headerIn(first)
  if (header === undefined) throw refused('it is none', 'Give it what `snapshot` answered.')
  if (header.format !== FORMAT) {
    const wrong = `it is of the format ${JSON.stringify(header.format)}, and this sandbox reads ${FORMAT}`
    throw refused(wrong, 'Use the version of referral-sandbox that took it.')
  }
  const end = lines.pop()
  const hash = createHash('sha256')
  for (const line of lines) update(hash, line)
  const [definition, ...stores] = lines
  if (end !== '' || definition === undefined || header.checksum !== hash.digest('hex')) {
    throw refused('it was cut or altered', 'Take it again.')
  }
  return { seed: header.seed ?? '', definedAs: header.definition ?? '', definition, stores }
}

const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])
const GZIP = Buffer.from([0x1f, 0x8b])
const TEXT = Buffer.from('{"format":')
/** From Node 22.15 on. */
const hasZstd: boolean = 'zstdCompress' in zlib
const MOST_BYTES = 4 * 1024 ** 3

/** With zstd where Node has it, which is several times as fast. */
export async function compressed(bytes: readonly Buffer[]): Promise<Buffer> {
  const packer = hasZstd ? zlib.createZstdCompress() : zlib.createGzip()
  return buffer(Readable.from(bytes).pipe(packer))
}

/** Undefined: the file is no saved world. */
export async function readSavedFile(path: string): Promise<SavedWorld | undefined> {
  const file = await open(path).catch(() => undefined)
  if (file === undefined) return undefined
  const begin = Buffer.alloc(TEXT.length)
  // A folder can be opened, and not be read; what it is instead, others say.
  const isRead = await file
    .read(begin)
    .then(
      () => true,
      () => false,
    )
    .finally(() => file.close())
  if (!isRead) return undefined
  const isOf = (magic: Buffer) => begin.subarray(0, magic.length).equals(magic)
  if (isOf(TEXT)) return savedWorldIn(await readFile(path, 'utf8'))
  if (!isOf(ZSTD) && !isOf(GZIP)) return undefined
  const bytes = await unpacked(await readFile(path), isOf(ZSTD) ? 'zstd' : 'gzip')
  return savedWorldIn(bytes.toString('utf8'))
}

async function unpacked(bytes: Buffer, as: 'gzip' | 'zstd'): Promise<Buffer> {
  if (as === 'zstd' && !hasZstd) {
    throw refused('it is compressed with zstd, which this Node cannot read', 'Use Node 22.15 or later.')
  }
  const options = { maxOutputLength: MOST_BYTES }
  const unpack = as === 'zstd' ? promisify(zlib.zstdDecompress) : promisify(zlib.gunzip)
  try {
    return await unpack(bytes, options)
  } catch (cause) {
    throw refused('it was cut or altered', 'Take it again.', cause)
  }
}

/** Beside it first, flushed, then in its place: whoever reads it finds the old one or the new one. */
export async function writeSavedFile(path: string, bytes: readonly Buffer[]): Promise<void> {
  const beside = `${path}.${process.pid}.part`
  try {
    const file = await open(beside, 'w')
    try {
      await file.writeFile(await compressed(bytes))
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, path)
  } catch (cause) {
    await rm(beside, { force: true }).catch(() => {})
    throw new SandboxError('file-not-written', `Cannot write ${path}: ${(cause as Error).message}.`, {
      remedy: 'Choose another place.',
      cause,
    })
  }
}

function headerIn(line: string): Partial<Header> | undefined {
  try {
    const header: unknown = JSON.parse(line)
    return typeof header === 'object' && header !== null && 'checksum' in header
      ? (header as Partial<Header>)
      : undefined
  } catch {
    return undefined
  }
}

export const refused = (reason: string, remedy: string, cause?: unknown): SandboxError =>
  new SandboxError('invalid-snapshot', `Cannot restore the snapshot: ${reason}.`, { remedy, cause })
