// A world that an assistant gives: as text, which names no files, or by a path inside the folder of the sandbox. Never a module:
// that would run.
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join, relative, resolve } from 'node:path'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { type ReadWorld, readWorldFrom } from '../world/definition.ts'
import { readSourceFile, type SourceFile } from '../world/file.ts'

interface Given {
  definition?: string | undefined
  file?: string | undefined
}

export async function readGivenWorld(
  { definition, file }: Given,
  folder: string | undefined,
): Promise<ReadWorld | undefined> {
  if (definition !== undefined && file !== undefined) throw bothGiven()
  if (definition !== undefined) return readWorldFrom(await readGivenText(definition))
  if (file === undefined) return undefined
  const source = await readSourceFile(await insideFolder(file, folder))
  for (const named of filesNamedBy(source.data)) await insideFolder(join(source.path, '..', named), folder)
  return readWorldFrom(source)
}

/** The text with the places of everything in it, as of a file that is gone. */
export async function readGivenText(text: string): Promise<SourceFile> {
  const folder = await mkdtemp(join(tmpdir(), 'referral-sandbox-mcp-'))
  try {
    const path = join(folder, 'given.yaml')
    await writeFile(path, text)
    const source = await readSourceFile(path)
    const [named] = filesNamedBy(source.data)
    if (named !== undefined) throw outside(named, 'a text that is given names no files')
    return source
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The path, where it leads into the folder; a link out of it leads elsewhere. */
async function insideFolder(path: string, folder: string | undefined): Promise<string> {
  if (folder === undefined) throw outside(path, 'files are read over stdio only')
  const wanted = resolve(folder, path)
  const real = await realpath(wanted).catch(() => wanted)
  const way = relative(await realpath(folder), real)
  if (way.startsWith('..') || resolve(way) === way) throw outside(path, `it is not inside ${folder}`)
  if (/\.[cm]?[jt]sx?$/i.test(extname(real))) throw outside(path, 'a module would be run')
  return real
}

/** Of scenarios and voucher pools; what is of a wrong shape is told when it is read. */
function filesNamedBy(data: unknown): string[] {
  const { bloomreach } = (data ?? {}) as { bloomreach?: Record<string, unknown> }
  const rows = [bloomreach?.scenarios, bloomreach?.voucherPools].flat() as (
    | { file?: unknown }
    | null
    | undefined
  )[]
  return rows.map(row => row?.file).filter(file => typeof file === 'string')
}

const bothGiven = (): SandboxError =>
  new SandboxError('invalid-request', 'Cannot start: both `definition` and `file` are given.', {
    remedy: 'Give one of them, or neither for the world of the sandbox.',
  })

const outside = (path: string, reason: string): SandboxError =>
  new SandboxError('file-not-allowed', `Cannot read ${JSON.stringify(path)}: ${reason}.`, {
    remedy: 'Give the text itself.',
  })
