// HTML blocks and snippets of the project: texts with Jinja that other texts call by id or name.

import { z } from 'zod'
import { KeptMap } from '../../kit/kept/kept-map.ts'

/** [D] html-blocks: an id, and HTML that reads what it was called with from `params`. */
export const htmlBlockSchema = z.strictObject({
  id: z.string().min(1).describe('The id that block("…") names.'),
  html: z.string().describe('HTML with Jinja; what it was called with is params.'),
})
/** [D] snippets. */
export const snippetSchema = z.strictObject({
  name: z.string().min(1).describe('The name that templates call it by.'),
  text: z.string().describe('Text with Jinja.'),
})

export class ContentBlocks {
  readonly #texts = new KeptMap<string, string>()
  readonly kept = this.#texts

  add(key: string, text: string): void {
    this.#texts.set(key, text)
  }

  delete(key: string): boolean {
    return this.#texts.delete(key)
  }

  keys(): string[] {
    return [...this.#texts.keys()]
  }

  entries(): [key: string, text: string][] {
    return [...this.#texts.entries()]
  }

  texts(): string[] {
    return [...this.#texts.values()]
  }

  find(key: string): string | undefined {
    return this.#texts.get(key)
  }
}
