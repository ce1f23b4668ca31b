// The tree a template is parsed into. Every node knows where it begins in the text.

import type { Value } from './values/objects.ts'

interface At {
  readonly at: number
  /** How many expressions stand inside one another here, itself included. */
  readonly height?: number
}

export interface Arguments {
  readonly args: readonly Expression[]
  readonly kwargs: readonly { readonly name: string; readonly value: Expression }[]
  readonly starArgs: Expression | undefined
  readonly starKwargs: Expression | undefined
}

export type BinaryOperator = 'add' | 'sub' | 'mul' | 'div' | 'floordiv' | 'mod' | 'pow' | 'and' | 'or'
export type CompareOperator = 'eq' | 'ne' | 'lt' | 'lteq' | 'gt' | 'gteq' | 'in' | 'notin'

export type Const = At & { readonly kind: 'const'; readonly value: Value }
export type Name = At & { readonly kind: 'name'; readonly name: string; context: 'load' | 'store' | 'param' }
export type TupleNode = At & { readonly kind: 'tuple'; readonly items: readonly Expression[] }
export type NamespaceRef = At & { readonly kind: 'nsref'; readonly name: string; readonly attribute: string }
export type FilterNode = At &
  Arguments & {
    readonly kind: 'filter'
    /** Undefined inside `{% filter %}` and `{% set x | f %}`, where the block's text is meant. */
    readonly node: Expression | undefined
    readonly name: string
  }
export type TestNode = At &
  Arguments & { readonly kind: 'test'; readonly node: Expression; readonly name: string }
export type CallNode = At & Arguments & { readonly kind: 'call'; readonly node: Expression }
export type GetAttribute = At & { readonly kind: 'getattr'; readonly node: Expression; readonly name: string }
export type GetItem = At & { readonly kind: 'getitem'; readonly node: Expression; readonly key: Expression }
export type SliceNode = At & {
  readonly kind: 'slice'
  readonly start: Expression | undefined
  readonly stop: Expression | undefined
  readonly step: Expression | undefined
}
export type Conditional = At & {
  readonly kind: 'conditional'
  readonly test: Expression
  readonly then: Expression
  readonly otherwise: Expression | undefined
}
export type Compare = At & {
  readonly kind: 'compare'
  readonly first: Expression
  readonly rest: readonly { readonly operator: CompareOperator; readonly value: Expression }[]
}

export type Expression =
  | Const
  | Name
  | TupleNode
  | NamespaceRef
  | FilterNode
  | TestNode
  | CallNode
  | GetAttribute
  | GetItem
  | SliceNode
  | Conditional
  | Compare
  | (At & { readonly kind: 'list'; readonly items: readonly Expression[] })
  | (At & { readonly kind: 'dict'; readonly items: readonly { key: Expression; value: Expression }[] })
  | (At & { readonly kind: 'concat'; readonly items: readonly Expression[] })
  | (At & {
      readonly kind: 'binary'
      readonly operator: BinaryOperator
      readonly left: Expression
      readonly right: Expression
    })
  | (At & { readonly kind: 'unary'; readonly operator: 'not' | 'neg' | 'pos'; readonly node: Expression })

export type Target = Name | TupleNode | NamespaceRef

export type TemplateData = At & { readonly kind: 'data'; readonly text: string }

export interface Signature {
  readonly params: readonly Name[]
  readonly defaults: readonly Expression[]
}

export type Output = At & { readonly kind: 'output'; readonly nodes: readonly (TemplateData | Expression)[] }
export type If = At & {
  readonly kind: 'if'
  readonly test: Expression
  readonly body: readonly Statement[]
  readonly elifs: readonly { readonly test: Expression; readonly body: readonly Statement[] }[]
  readonly otherwise: readonly Statement[]
}
export type For = At & {
  readonly kind: 'for'
  readonly target: Target
  readonly iter: Expression
  readonly test: Expression | undefined
  readonly recursive: boolean
  readonly body: readonly Statement[]
  readonly otherwise: readonly Statement[]
}
export type MacroNode = At &
  Signature & { readonly kind: 'macro'; readonly name: string; readonly body: readonly Statement[] }
export type CallBlock = At &
  Signature & { readonly kind: 'callblock'; readonly call: CallNode; readonly body: readonly Statement[] }
export type FilterBlock = At & {
  readonly kind: 'filterblock'
  readonly filter: FilterNode
  readonly body: readonly Statement[]
}
export type Assign = At & { readonly kind: 'assign'; readonly target: Target; readonly value: Expression }
export type AssignBlock = At & {
  readonly kind: 'assignblock'
  readonly target: Target
  readonly filter: FilterNode | undefined
  readonly body: readonly Statement[]
}
export type With = At & {
  readonly kind: 'with'
  readonly targets: readonly Target[]
  readonly values: readonly Expression[]
  readonly body: readonly Statement[]
}
export type Autoescape = At & {
  readonly kind: 'autoescape'
  readonly value: Expression
  readonly body: readonly Statement[]
}
export type Block = At & {
  readonly kind: 'block'
  readonly name: string
  readonly scoped: boolean
  readonly required: boolean
  readonly body: readonly Statement[]
}
/** A tag of a dialect: its expressions, and what the dialect calls it. */
export type DialectTag = At & {
  readonly kind: 'dialect'
  readonly tag: string
  readonly values: readonly Expression[]
}

export type Statement =
  | Output
  | If
  | For
  | MacroNode
  | CallBlock
  | FilterBlock
  | Assign
  | AssignBlock
  | With
  | Autoescape
  | Block
  | DialectTag
  | (At & { readonly kind: 'do'; readonly value: Expression })
  | (At & { readonly kind: 'break' | 'continue' })

export type Node = Statement | Expression | TemplateData

const argumentNodes = (node: Arguments): Node[] => {
  const nodes: Node[] = [...node.args]
  for (const { value } of node.kwargs) nodes.push(value)
  if (node.starArgs !== undefined) nodes.push(node.starArgs)
  if (node.starKwargs !== undefined) nodes.push(node.starKwargs)
  return nodes
}

const present = (...nodes: (Node | undefined)[]): Node[] => nodes.filter(node => node !== undefined)

/** The nodes directly below one, in the order in which Jinja2 visits them. */
export const childrenOf = (node: Node): readonly Node[] => {
  switch (node.kind) {
    case 'const':
    case 'name':
    case 'nsref':
    case 'data':
    case 'break':
    case 'continue':
      return []
    case 'tuple':
    case 'list':
    case 'concat':
      return node.items
    case 'dict':
      return node.items.flatMap(({ key, value }) => [key, value])
    case 'filter':
    case 'test':
    case 'call':
      return node.node === undefined ? argumentNodes(node) : [node.node, ...argumentNodes(node)]
    case 'getattr':
    case 'unary':
      return [node.node]
    case 'getitem':
      return [node.node, node.key]
    case 'slice':
      return present(node.start, node.stop, node.step)
    case 'conditional':
      return present(node.test, node.then, node.otherwise)
    case 'compare':
      return [node.first, ...node.rest.map(({ value }) => value)]
    case 'binary':
      return [node.left, node.right]
    case 'output':
      return node.nodes
    case 'if':
      return [
        node.test,
        ...node.body,
        ...node.elifs.flatMap(({ test, body }) => [test, ...body]),
        ...node.otherwise,
      ]
    case 'for':
      return [...present(node.target, node.iter), ...node.body, ...node.otherwise, ...present(node.test)]
    case 'macro':
      return [...node.params, ...node.defaults, ...node.body]
    case 'callblock':
      return [node.call, ...node.params, ...node.defaults, ...node.body]
    case 'filterblock':
      return [...node.body, node.filter]
    case 'assign':
      return [node.target, node.value]
    case 'assignblock':
      return [...present(node.target, node.filter), ...node.body]
    case 'with':
      return [...node.targets, ...node.values, ...node.body]
    case 'autoescape':
      return [node.value, ...node.body]
    case 'block':
      return node.body
    case 'dialect':
      return node.values
    case 'do':
      return [node.value]
  }
}

/** Every node below this one, without going into blocks when `skipBlocks`. */
export function* descendants(node: Node, skipBlocks = false): Generator<Node> {
  for (const child of childrenOf(node)) {
    yield child
    if (!(skipBlocks && child.kind === 'block')) yield* descendants(child, skipBlocks)
  }
}
