// The titles of tests, read from the test files as text, each with its file.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface FoundTest {
  /** From the project's folder. */
  file: string
  title: string
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const START = /^( *)test(?:\.\w+)*[(<]/

/** The tests below these folders, in order of their files. */
export const testsIn = (...folders: string[]): FoundTest[] =>
  folders
    .flatMap(filesBelow)
    .filter(file => file.endsWith('.test.ts'))
    .sort()
    .flatMap(testsOf)

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry =>
    entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  )
}

function testsOf(file: string): FoundTest[] {
  const lines = readFileSync(join(root, file), 'utf8').split('\n')
  return lines.flatMap((line, index) => {
    const indent = START.exec(line)?.[1]
    if (indent === undefined) return []
    const isEnd = (later: string) => later.startsWith(`${indent}}`) && later.endsWith(')')
    const end = lines.findIndex((later, at) => at > index && isEnd(later))
    const block = lines.slice(index, end < 0 ? undefined : end + 1).join('\n')
    return [{ file, title: titleOf(block) }]
  })
}

/** The first argument that is text, also after a table of `test.each`. */
function titleOf(block: string): string {
  const isTable = /^ *\w+\.(?:each|for|skipIf)/.test(block)
  const pattern = isTable ? /\)(?: as const)?\(\s*(['"`])((?:(?!\1).)*)\1,/ : /\(\s*(['"`])((?:(?!\1).)*)\1,/
  const [, quote = "'", title = ''] = pattern.exec(block) ?? []
  return title.replaceAll(`\\${quote}`, quote)
}
