// The ways of the templates in a node, and the values that a mail prints.
import type { ScenarioNode } from '../../mocks/bloomreach/definition/node-schemas.ts'
import { compile, JinjaError } from '../../mocks/bloomreach/jinja/index.ts'
import { type Expression, type Node, visitChildren } from '../../mocks/bloomreach/jinja/nodes.ts'
import { templatesIn } from '../check/templates.ts'

export interface TemplateWay {
  /** What the tag says, as "if webhook.code". */
  tag: string
  way: number
  says: string
}

/** What stands in the tag at this place of a text: equal tags of a node count as one. */
export function tagAt(text: string, at: number): string {
  const end = text.indexOf('%}', at)
  const tag = text.slice(at, end === -1 ? undefined : end)
  return tag.replace(/[-+]$/, '').trim()
}

export function templateWays(node: ScenarioNode): TemplateWay[] {
  return trees(node).flatMap(({ source, nodes }) =>
    nodes.flatMap(one => {
      if (one.kind !== 'if') return []
      const tag = tagAt(source, one.at)
      const ways = ['holds', ...one.elifs.map((_, index) => `elif ${index + 1} holds`), 'else']
      return ways.map((says, way) => ({ tag, way, says }))
    }),
  )
}

/** Only mails tell of what they lack; literals and what a template computes are no values of a customer. */
export function valuesPrinted(node: ScenarioNode): string[] {
  if (node.type !== 'email') return []
  const names = trees(node).flatMap(({ nodes }) =>
    nodes.flatMap(one =>
      one.kind === 'output' ? one.nodes.flatMap(part => pathOf(part as Expression) ?? []) : [],
    ),
  )
  return [...new Set(names)]
}

/** "customer.first_name" below its filters; one with a default is never missing. */
function pathOf(expression: Expression): string | undefined {
  if (expression.kind === 'filter') {
    return expression.name === 'default' || expression.name === 'd' || expression.node === undefined
      ? undefined
      : pathOf(expression.node)
  }
  if (expression.kind === 'name') return expression.name
  if (expression.kind !== 'getattr') return undefined
  const owner = pathOf(expression.node)
  return owner === undefined ? undefined : `${owner}.${expression.name}`
}

function trees(node: ScenarioNode): { source: string; nodes: Node[] }[] {
  return templatesIn(node, []).flatMap(({ text }) => {
    const compiled = compiledOf(text)
    return compiled === undefined ? [] : [{ source: compiled.source, nodes: all(compiled.tree.body) }]
  })
}

/** One that cannot be read has no ways. */
export function compiledOf(text: string) {
  try {
    return compile(text)
  } catch (error) {
    if (error instanceof JinjaError) return undefined
    throw error
  }
}

function all(body: readonly Node[]): Node[] {
  const found: Node[] = []
  const visitor = {
    visit(node: Node) {
      found.push(node)
      visitChildren(node, visitor)
    },
  }
  for (const node of body) visitor.visit(node)
  return found
}
