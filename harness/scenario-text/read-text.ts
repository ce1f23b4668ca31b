// What a text says of a scenario, while somebody writes it. Pure, and runs in a browser; the server reads a text as it reads any file.
import { type Document, LineCounter, parseDocument } from 'yaml'
import { secondKey } from '../world/second-key.ts'
import type { WrittenScenario } from './written-scenario.ts'

export interface ReadText {
  scenario?: WrittenScenario
  /** Line and column from 1. */
  problem?: { message: string; line: number; column: number }
}

/** Keys of a world file's entry that are none of the scenario's. */
export const OF_THE_WORLD = ['start', 'file', 'id'] as const

/** Keys are not compared each with all before it, and nothing is printed. */
export const READING = { uniqueKeys: false, logLevel: 'error' } as const

export function scenarioIn(text: string): ReadText {
  const lines = new LineCounter()
  const document = parseDocument(text, { ...READING, lineCounter: lines })
  const [error] = document.errors
  if (error !== undefined) {
    const [{ line, col } = { line: 1, col: 1 }] = error.linePos ?? []
    return { problem: { message: error.message.split('\n')[0] ?? '', line, column: col } }
  }
  const second = secondKey(document)
  if (second !== undefined) return { problem: twice(second.name, lines.linePos(second.offset)) }
  const value = plain(document)
  if (
    typeof value !== 'object' ||
    value === null ||
    !Array.isArray((value as Partial<WrittenScenario>).nodes)
  )
    return { problem: { message: 'A scenario has a name and a list of nodes.', line: 1, column: 1 } }
  return { scenario: ownFields(value as Record<string, unknown>) }
}

const twice = (name: string, { line, col }: { line: number; col: number }) => ({
  message: `The key ${JSON.stringify(name)} stands here already: only one of the two would be read. Take one out.`,
  line,
  column: col,
})

function ownFields({ name, connections, ...rest }: Record<string, unknown>): WrittenScenario {
  for (const key of OF_THE_WORLD) delete rest[key]
  const own = {
    ...rest,
    name: String(name ?? ''),
    connections: Array.isArray(connections) ? connections : [],
  }
  return own as unknown as WrittenScenario
}

function plain(document: Document): unknown {
  try {
    return document.toJS()
  } catch {
    // More aliases than anybody writes.
    return undefined
  }
}
