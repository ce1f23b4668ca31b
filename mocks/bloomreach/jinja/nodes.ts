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
export type Concatenation = At & { readonly kind: 'concat'; readonly items: readonly Expression[] }
export type Compare = At & {
  readonly kind: 'compare'
  readonly first: Expression
  readonly rest: readonly { readonly operator: CompareOperator; readonly value: Expression }[]
}

export type ListNode = At & { readonly kind: 'list'; readonly items: readonly Expression[] }
export type DictNode = At & {
  readonly kind: 'dict'
  readonly items: readonly { readonly key: Expression; readonly value: Expression }[]
}
export type Binary = At & {
  readonly kind: 'binary'
  readonly operator: BinaryOperator
  readonly left: Expression
  readonly right: Expression
}
export type Unary = At & {
  readonly kind: 'unary'
  readonly operator: 'not' | 'neg' | 'pos'
  readonly node: Expression
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
  | ListNode
  | DictNode
  | Concatenation
  | Binary
  | Unary

export type Target = Name | TupleNode | NamespaceRef

export type TemplateData = At & { readonly kind: 'data'; readonly text: string }

/** What one run of a statement costs, its own expressions counted by their length in the text. */
interface Costly {
  readonly cost: number
}

export interface Signature {
  readonly params: readonly Name[]
  readonly defaults: readonly Expression[]
}

export type Output = At &
  Costly & { readonly kind: 'output'; readonly nodes: readonly (TemplateData | Expression)[] }
export type If = At &
  Costly & {
    readonly kind: 'if'
    readonly test: Expression
    readonly body: readonly Statement[]
    readonly elifs: readonly {
      readonly test: Expression
      readonly body: readonly Statement[]
      readonly cost: number
    }[]
    readonly otherwise: readonly Statement[]
  }
export type For = At &
  Costly & {
    readonly kind: 'for'
    readonly target: Target
    readonly iter: Expression
    readonly test: Expression | undefined
    readonly recursive: boolean
    /** Where the loop ends in the text. */
    readonly end: number
    readonly body: readonly Statement[]
    readonly otherwise: readonly Statement[]
  }
export type MacroNode = At &
  Signature & { readonly kind: 'macro'; readonly name: string; readonly body: readonly Statement[] }
export type CallBlock = At &
  Costly &
  Signature & { readonly kind: 'callblock'; readonly call: CallNode; readonly body: readonly Statement[] }
export type FilterBlock = At & {
  readonly kind: 'filterblock'
  readonly filter: FilterNode
  readonly body: readonly Statement[]
}
export type Assign = At &
  Costly & { readonly kind: 'assign'; readonly target: Target; readonly value: Expression }
export type AssignBlock = At & {
  readonly kind: 'assignblock'
  readonly target: Target
  readonly filter: FilterNode | undefined
  readonly body: readonly Statement[]
}
export type With = At &
  Costly & {
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
export type DialectTag = At &
  Costly & {
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
  | (At & Costly & { readonly kind: 'do'; readonly value: Expression })
  | (At & { readonly kind: 'break' | 'continue' })

export type Node = Statement | Expression | TemplateData

/** Something that looks at nodes one by one. */
export interface Visitor {
  visit(node: Node): void
}

function visitAll(nodes: readonly Node[], visitor: Visitor): void {
  for (let i = 0; i < nodes.length; i++) visitor.visit(nodes[i] as Node)
}

function visitArguments(node: Arguments, visitor: Visitor): void {
  visitAll(node.args, visitor)
  for (const { value } of node.kwargs) visitor.visit(value)
  if (node.starArgs !== undefined) visitor.visit(node.starArgs)
  if (node.starKwargs !== undefined) visitor.visit(node.starKwargs)
}

/** Shows the visitor the nodes directly below one, in the order in which Jinja2 visits them. */
export function visitChildren(node: Node, visitor: Visitor): void {
  switch (node.kind) {
    case 'const':
    case 'name':
    case 'nsref':
    case 'data':
    case 'break':
    case 'continue':
      return
    case 'tuple':
    case 'list':
    case 'concat':
      visitAll(node.items, visitor)
      return
    case 'dict':
      for (const { key, value } of node.items) {
        visitor.visit(key)
        visitor.visit(value)
      }
      return
    case 'filter':
    case 'test':
    case 'call':
      if (node.node !== undefined) visitor.visit(node.node)
      visitArguments(node, visitor)
      return
    case 'getattr':
    case 'unary':
      visitor.visit(node.node)
      return
    case 'getitem':
      visitor.visit(node.node)
      visitor.visit(node.key)
      return
    case 'slice':
      if (node.start !== undefined) visitor.visit(node.start)
      if (node.stop !== undefined) visitor.visit(node.stop)
      if (node.step !== undefined) visitor.visit(node.step)
      return
    case 'conditional':
      visitor.visit(node.test)
      visitor.visit(node.then)
      if (node.otherwise !== undefined) visitor.visit(node.otherwise)
      return
    case 'compare':
      visitor.visit(node.first)
      for (const { value } of node.rest) visitor.visit(value)
      return
    case 'binary':
      visitor.visit(node.left)
      visitor.visit(node.right)
      return
    case 'output':
      visitAll(node.nodes, visitor)
      return
    case 'if':
      visitor.visit(node.test)
      visitAll(node.body, visitor)
      for (const { test, body } of node.elifs) {
        visitor.visit(test)
        visitAll(body, visitor)
      }
      visitAll(node.otherwise, visitor)
      return
    case 'for':
      visitor.visit(node.target)
      visitor.visit(node.iter)
      visitAll(node.body, visitor)
      visitAll(node.otherwise, visitor)
      if (node.test !== undefined) visitor.visit(node.test)
      return
    case 'macro':
    case 'callblock':
      if (node.kind === 'callblock') visitor.visit(node.call)
      visitAll(node.params, visitor)
      visitAll(node.defaults, visitor)
      visitAll(node.body, visitor)
      return
    case 'filterblock':
      visitAll(node.body, visitor)
      visitor.visit(node.filter)
      return
    case 'assign':
      visitor.visit(node.target)
      visitor.visit(node.value)
      return
    case 'assignblock':
      visitor.visit(node.target)
      if (node.filter !== undefined) visitor.visit(node.filter)
      visitAll(node.body, visitor)
      return
    case 'with':
      visitAll(node.targets, visitor)
      visitAll(node.values, visitor)
      visitAll(node.body, visitor)
      return
    case 'autoescape':
      visitor.visit(node.value)
      visitAll(node.body, visitor)
      return
    case 'block':
      visitAll(node.body, visitor)
      return
    case 'dialect':
      visitAll(node.values, visitor)
      return
    case 'do':
      visitor.visit(node.value)
      return
  }
}
