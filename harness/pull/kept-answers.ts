// What was answered, in a folder: a pull that was interrupted asks for none of it again. What is kept holds no secret and nobody's name.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import type { RawAnswer } from './management-api.ts'

/** What a pull is of: another one begins in another folder. */
export interface PullIdentity {
  url: string
  /** What of people is read. */
  personal: readonly string[]
}

export class KeptAnswers {
  readonly #folder: string
  /** How many were there already. */
  found = 0

  private constructor(folder: string) {
    this.#folder = folder
  }

  static async open(folder: string, identity: PullIdentity): Promise<KeptAnswers> {
    await mkdir(folder, { recursive: true })
    const kept = new KeptAnswers(folder)
    const text = JSON.stringify({ format: 1, ...identity })
    const before = await kept.#read('pull.json')
    if (before === undefined) await kept.#write('pull.json', text)
    else if (before !== text) throw anotherPull(folder)
    return kept
  }

  async get(path: string): Promise<RawAnswer | undefined> {
    const text = await this.#read(nameOf(path))
    if (text === undefined) return undefined
    this.found++
    return JSON.parse(text) as RawAnswer
  }

  put(path: string, answer: RawAnswer): Promise<void> {
    return this.#write(nameOf(path), JSON.stringify(answer))
  }

  #read(name: string): Promise<string | undefined> {
    return readFile(join(this.#folder, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
  }

  /** Whole or not at all. */
  async #write(name: string, text: string): Promise<void> {
    const path = join(this.#folder, name)
    await writeFile(`${path}.part`, text)
    await rename(`${path}.part`, path)
  }
}

/** Paths are of letters, digits and signs that become a hyphen; no two of a pull become one. */
const nameOf = (path: string): string =>
  `${path.replaceAll(/[^A-Za-z0-9_]+/g, '-').replaceAll(/^-|-$/g, '')}.answer.json`

const anotherPull = (folder: string): SandboxError =>
  new SandboxError(
    'another-pull',
    `Cannot go on in ${folder}: it holds a pull of another account, or of other parts.`,
    {
      remedy: 'Name another folder with --out, or remove this one.',
    },
  )
