// What `block("<id>", {…})` and snippets print: another text of the project, rendered with the same
// variables. A text that would render itself is refused.
import type { House } from '../house.ts'
import {
  type BloomreachState,
  bloomreachContext,
  JinjaError,
  type RenderOptions,
  type RenderWatch,
  render,
} from '../jinja/index.ts'
import { type CalledText, type RuleSources, withParameters } from './block-parameters.ts'

type Texts = Pick<House, 'htmlBlocks' | 'snippets'> & RuleSources

/** Told of all that a text prints, and of what the texts print that it calls. */
export interface TextWatch extends RenderWatch {
  /** `text` as it stands in the project, `filled` as it is rendered. */
  inside(called: CalledText, filled: string): TextWatch
}

type Options = RenderOptions & { watch?: TextWatch }

/** The variables of a template, with the blocks and snippets that it may call. */
export function contextWithBlocks(
  state: BloomreachState,
  texts: Texts,
  options: Options,
  open: readonly string[] = [],
): Record<string, unknown> {
  const shown = (what: 'HTML block' | 'snippet', key: string, params: BloomreachState['params']) => {
    const text = (what === 'snippet' ? texts.snippets : texts.htmlBlocks).find(key)
    const label = `${what} "${key}"`
    if (text === undefined) throw new JinjaError('TemplateNotFound', `There is no ${label} in the project.`)
    if (open.includes(label)) {
      throw new JinjaError('RecursionError', `The ${label} renders itself: ${[...open, label].join(' > ')}.`)
    }
    const inside = params === undefined ? state : { ...state, params }
    const filled = withParameters({ label, text, params: inside.params }, texts)
    // Which ways it takes is no matter of the node that calls it.
    const { onBranch: _, watch, ...own } = options
    const inner = watch?.inside({ label, text, params: inside.params }, filled)
    const all: Options = inner === undefined ? own : { ...own, watch: inner }
    return render(filled, contextWithBlocks(inside, texts, all, [...open, label]), all)
  }
  const snippetOf = (name: string) => shown('snippet', name, undefined)
  return bloomreachContext({
    ...state,
    timeIsFloat: texts.settings.templateTime === 'float',
    blockOf: (id, params) => shown('HTML block', id, params),
    // Guess, setting `snippetSyntax`.
    ...(texts.settings.snippetSyntax === 'call' ? { snippetOf } : { snippets: snippetOf }),
  })
}

/** The text and, where it calls some, all texts that it may call: what they name is looked up too. */
export function withCalledTexts(
  template: string,
  { htmlBlocks, snippets }: Pick<Texts, 'htmlBlocks' | 'snippets'>,
): string {
  if (!template.includes('block') && !template.includes('snippet')) return template
  const called = [...htmlBlocks.texts(), ...snippets.texts()]
  return called.length === 0 ? template : [template, ...called].join('\n')
}
