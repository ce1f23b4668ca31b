// Makes random templates from a grammar that knows types, so that most of them render. The same seed
// makes the same templates.

import type { Question } from './oracle.ts'

type Kind = 'int' | 'float' | 'str' | 'bool' | 'ints' | 'strs' | 'dict' | 'rows' | 'any'

/** mulberry32: small, quick, and the same everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const WORDS = [
  'a',
  'Bc',
  'foo bar',
  '',
  'x-y',
  '<b>',
  "it's",
  'É',
  '🎁',
  'Zz 9',
  '12',
  '3.5',
  ' pad ',
  'a,b,c',
  '%',
  '{}',
  '"q"',
]
const KEYS = ['a', 'b', 'key', 'Z', 'items', 'n 1']
const TEXTS = ['', ' ', '\n', 'text ', '<p>', '\n  ', '- ', '}} ', '{ ', '%']

/** Variables every template finds in its context. */
const CONTEXT_NAMES: Record<Exclude<Kind, 'any'>, string[]> = {
  int: ['i', 'j'],
  float: ['f', 'g'],
  str: ['s', 't'],
  bool: ['yes', 'no'],
  ints: ['xs', 'ys'],
  strs: ['ws', 'vs'],
  dict: ['d', 'e'],
  rows: ['rows', 'users'],
}

class Generator {
  readonly #random: () => number
  /** Names set so far, by kind; frames of them for blocks. */
  #names: Record<Exclude<Kind, 'any'>, string[]>
  #macros: { name: string; params: Kind[] }[] = []
  #lastName = 0
  #inLoop = false

  constructor(random: () => number) {
    this.#random = random
    this.#names = structuredClone(CONTEXT_NAMES)
  }

  question(): Question {
    const options: Record<string, boolean> = {}
    for (const option of ['autoescape', 'trimBlocks', 'lstripBlocks', 'keepTrailingNewline']) {
      if (this.#chance(option === 'autoescape' ? 0.25 : 0.1)) options[option] = true
    }
    return { template: this.#body(this.#pick([1, 1, 2, 2, 2, 3])), context: this.#context(), options }
  }

  #chance(probability: number): boolean {
    return this.#random() < probability
  }

  #below(count: number): number {
    return Math.floor(this.#random() * count)
  }

  #pick<T>(choices: readonly T[]): T {
    return choices[this.#below(choices.length)] as T
  }

  #context(): Record<string, unknown> {
    const int = () => this.#pick([0, 1, 2, 3, 7, -1, -5, 10, 42, 100, 1234567, 2 ** 40])
    const float = () =>
      this.#pick([0.5, 1.5, -2.25, 3.375, 1e-5, 2.5, 1e20 + 0.5, { $float: 2 }, { $float: 0 }, 99.995])
    const str = () => this.#pick(WORDS)
    const many = <T>(make: () => T): T[] => Array.from({ length: this.#below(5) }, make)
    const dict = () => Object.fromEntries(many(() => [this.#pick(KEYS), this.#chance(0.5) ? int() : str()]))
    const row = () => ({ n: int(), name: str(), ok: this.#chance(0.5), tags: many(str) })
    return {
      i: int(),
      j: int(),
      f: float(),
      g: float(),
      s: str(),
      t: str(),
      yes: true,
      no: false,
      nil: null,
      xs: many(int),
      ys: many(int),
      ws: many(str),
      vs: many(str),
      d: dict(),
      e: dict(),
      rows: many(row),
      users: many(row),
      m: { $markup: '<i>m</i>' },
    }
  }

  // Statements

  #body(depth: number): string {
    let text = ''
    const count = 1 + this.#below(depth > 1 ? 3 : 2)
    for (let i = 0; i < count; i++) text += this.#pick(TEXTS) + this.#statement(depth)
    return text + this.#pick(TEXTS)
  }

  #tag(inside: string): string {
    const sign = () => (this.#chance(0.1) ? '-' : '')
    return `{%${sign()} ${inside} ${sign()}%}`
  }

  #print(value: string): string {
    const sign = () => (this.#chance(0.1) ? '-' : '')
    return `{{${sign()} ${value} ${sign()}}}`
  }

  #statement(depth: number): string {
    if (depth <= 0 || this.#chance(0.45)) return this.#print(this.#any(this.#pick([1, 2, 2, 3])))
    const choice = this.#below(16)
    switch (choice) {
      case 0:
      case 1:
        return this.#if(depth)
      case 2:
      case 3:
      case 4:
        return this.#for(depth)
      case 5:
      case 6:
        return this.#set()
      case 7: {
        const name = this.#fresh()
        const body = this.#scoped(() => this.#body(depth - 1))
        this.#names.str.push(name)
        const filter = this.#chance(0.3) ? ' | upper' : ''
        return this.#tag(`set ${name}${filter}`) + body + this.#tag('endset')
      }
      case 8:
        return this.#macro(depth)
      case 9:
        return this.#with(depth)
      case 10:
        return (
          this.#tag(
            `filter ${this.#pick(['upper', 'trim', 'e', 'title', "replace('a', 'b')", 'indent(2)', 'length|string'])}`,
          ) +
          this.#scoped(() => this.#body(depth - 1)) +
          this.#tag('endfilter')
        )
      case 11:
        return this.#callBlock(depth)
      case 12:
        return `{#${this.#pick(['', '-'])} note ${this.#pick(['', '-'])}#}`
      case 13:
        return `${this.#tag('raw')}{{ x }}{% y %}${this.#tag('endraw')}`
      case 14: {
        const value = this.#pick(['true', 'false', 'yes', 'no'])
        return (
          this.#tag(`autoescape ${value}`) +
          this.#scoped(() => this.#body(depth - 1)) +
          this.#tag('endautoescape')
        )
      }
      default:
        return this.#namespace(depth)
    }
  }

  #fresh(): string {
    this.#lastName++
    // Sometimes an old name, so that scopes shadow one another.
    return this.#chance(0.3) ? this.#pick(['i', 's', 'xs', 'v1', 'v2']) : `v${this.#lastName}`
  }

  /** Names set inside are forgotten outside, as far as the grammar counts on them. */
  #scoped<T>(work: () => T): T {
    const names = structuredClone(this.#names)
    const macros = [...this.#macros]
    const made = work()
    this.#names = names
    this.#macros = macros
    return made
  }

  /** The name has this kind from here on, and no other. */
  #declare(name: string, kind: Exclude<Kind, 'any'>): void {
    for (const list of Object.values(this.#names)) {
      const at = list.indexOf(name)
      if (at !== -1) list.splice(at, 1)
    }
    this.#names[kind].push(name)
  }

  #if(depth: number): string {
    let text = this.#tag(`if ${this.#truth(2)}`) + this.#scoped(() => this.#body(depth - 1))
    if (this.#chance(0.3))
      text += this.#tag(`elif ${this.#truth(2)}`) + this.#scoped(() => this.#body(depth - 1))
    if (this.#chance(0.4)) text += this.#tag('else') + this.#scoped(() => this.#body(depth - 1))
    return text + this.#tag('endif')
  }

  #for(depth: number): string {
    return this.#scoped(() => {
      const source = this.#below(5)
      const name = this.#fresh()
      let head: string
      const outer = this.#inLoop
      if (source === 0) {
        const second = this.#fresh()
        head = `for ${name}, ${second} in ${this.#value('dict', 1)}.items()`
        this.#declare(name, 'str')
        for (const list of Object.values(this.#names))
          if (list.includes(second)) list.splice(list.indexOf(second), 1)
      } else if (source === 1) {
        head = `for ${name} in ${this.#value('rows', 1)}`
        this.#declare(name, 'dict')
      } else if (source === 2) {
        head = `for ${name} in ${this.#value('strs', 2)}`
        this.#declare(name, 'str')
      } else {
        head = `for ${name} in ${this.#value('ints', 2)}`
        this.#declare(name, 'int')
      }
      if (this.#chance(0.25)) head += ` if ${this.#truth(1)}`
      this.#inLoop = true
      let body = this.#body(depth - 1)
      if (this.#chance(0.5)) body += this.#print(this.#loopValue())
      if (this.#chance(0.15)) {
        body +=
          this.#tag(`if ${this.#loopTruth()}`) +
          this.#tag(this.#pick(['break', 'continue'])) +
          this.#tag('endif') +
          this.#print('loop.index')
      }
      this.#inLoop = outer
      const otherwise = this.#chance(0.2) ? this.#tag('else') + this.#pick(TEXTS) : ''
      return this.#tag(head) + body + otherwise + this.#tag('endfor')
    })
  }

  #loopValue(): string {
    const name = this.#pick([
      'index',
      'index0',
      'revindex',
      'revindex0',
      'first',
      'last',
      'length',
      'depth',
      'previtem',
      'nextitem',
    ])
    return this.#pick([
      `loop.${name}`,
      `loop.cycle('o', 'e')`,
      `loop.changed(loop.index0 // 2)`,
      `',' if not loop.last`,
    ])
  }

  #loopTruth(): string {
    return this.#pick(['loop.first', 'loop.last', 'loop.index > 2', 'loop.index0 is odd', 'loop.length == 3'])
  }

  #set(): string {
    const kind = this.#pick(['int', 'float', 'str', 'bool', 'ints', 'strs', 'dict'] as const)
    const name = this.#fresh()
    const text = this.#tag(`set ${name} = ${this.#value(kind, 2)}`)
    this.#declare(name, kind)
    return text
  }

  #macro(depth: number): string {
    this.#lastName++
    const name = `m${this.#lastName}`
    const params = Array.from({ length: this.#below(3) }, () => this.#pick(['int', 'str', 'strs'] as const))
    const names = params.map((_, index) => `p${index}`)
    const defaults = params.map((kind, index) =>
      index > 0 || this.#chance(0.4) ? this.#literal(kind) : undefined,
    )
    if (defaults[0] !== undefined)
      for (const [index, kind] of params.entries()) defaults[index] ??= this.#literal(kind)
    const inLoop = this.#inLoop
    const body = this.#scoped(() => {
      this.#inLoop = false
      for (const [index, kind] of params.entries()) this.#declare(names[index] as string, kind)
      return this.#body(depth - 1)
    })
    this.#inLoop = inLoop
    this.#macros.push({ name, params })
    const signature = names.map((param, index) =>
      defaults[index] === undefined ? param : `${param}=${defaults[index]}`,
    )
    const extra = this.#chance(0.2) ? this.#print('varargs') : ''
    return `${this.#tag(`macro ${name}(${signature.join(', ')})`)}${body}${extra}${this.#tag('endmacro')}${this.#print(this.#macroCall())}`
  }

  #macroCall(): string {
    const macro = this.#pick(this.#macros)
    const args = macro.params.map((kind, index) => {
      const value = this.#value(kind, 1)
      return this.#chance(0.2) && index === macro.params.length - 1 ? `p${index}=${value}` : value
    })
    return `${macro.name}(${args.join(', ')})`
  }

  #callBlock(depth: number): string {
    this.#lastName++
    const name = `m${this.#lastName}`
    const inLoop = this.#inLoop
    this.#inLoop = false
    const body = this.#scoped(() => this.#body(depth - 1))
    this.#inLoop = inLoop
    return (
      this.#tag(`macro ${name}(a=1)`) +
      `<{{ caller(a${this.#pick(['', ' + 1'])}) }}>` +
      this.#tag('endmacro') +
      this.#tag(`call(c) ${name}(${this.#value('int', 1)})`) +
      `{{ c }}${body}` +
      this.#tag('endcall')
    )
  }

  #with(depth: number): string {
    return this.#scoped(() => {
      const kind = this.#pick(['int', 'str', 'ints'] as const)
      const name = this.#fresh()
      const head = this.#tag(`with ${name} = ${this.#value(kind, 2)}`)
      this.#declare(name, kind)
      return head + this.#body(depth - 1) + this.#tag('endwith')
    })
  }

  #namespace(depth: number): string {
    return (
      this.#tag('set ns = namespace(n=0, s="")') +
      this.#tag(`for q in ${this.#value('ints', 1)}`) +
      this.#tag('set ns.n = ns.n + q') +
      (depth > 1 ? this.#tag(`set ns.s = ns.s ~ ${this.#value('str', 1)}`) : '') +
      this.#tag('endfor') +
      '{{ ns.n }}{{ ns.s }}'
    )
  }

  // Expressions

  #any(depth: number): string {
    if (this.#inLoop && this.#chance(0.1)) return this.#loopValue()
    if (this.#macros.length > 0 && this.#chance(0.1)) return this.#macroCall()
    if (this.#chance(0.04))
      return this.#pick([
        'nope',
        'd.nope',
        'nil',
        'm',
        "m ~ '<'",
        'nope.x',
        'i.x',
        'xs[99]',
        "d['a']",
        '[nil, m, nope]',
      ])
    return this.#value(
      this.#pick(['int', 'float', 'str', 'str', 'bool', 'ints', 'strs', 'dict'] as const),
      depth,
    )
  }

  #truth(depth: number): string {
    if (this.#inLoop && this.#chance(0.2)) return this.#loopTruth()
    return this.#chance(0.6) ? this.#value('bool', depth) : this.#any(depth)
  }

  #literal(kind: Kind): string {
    switch (kind) {
      case 'int':
        return String(this.#pick([0, 1, 2, 3, 5, 10, 17, 1000]))
      case 'float':
        return this.#pick(['0.5', '1.0', '2.25', '1e3', '3.14159', '0.1', '7.5'])
      case 'bool':
        return this.#pick(['true', 'false', 'True', 'False'])
      case 'str': {
        const word = this.#pick(WORDS)
        return word.includes("'") ? `"${word.replaceAll('"', '')}"` : `'${word}'`
      }
      case 'ints':
        return `[${Array.from({ length: this.#below(4) }, () => this.#literal('int')).join(', ')}]`
      case 'strs':
        return `[${Array.from({ length: this.#below(4) }, () => this.#literal('str')).join(', ')}]`
      case 'dict':
        return `{${Array.from({ length: this.#below(3) }, () => `'${this.#pick(KEYS)}': ${this.#literal(this.#pick(['int', 'str']))}`).join(', ')}}`
      default:
        return '[]'
    }
  }

  #value(kind: Kind, depth: number): string {
    const names = kind === 'any' ? [] : this.#names[kind]
    if (depth <= 0)
      return names.length > 0 && this.#chance(0.6)
        ? this.#pick(names)
        : kind === 'rows'
          ? 'rows'
          : this.#literal(kind)
    if (names.length > 0 && this.#chance(0.3)) return this.#pick(names)
    const v = (inner: Kind) => this.#value(inner, depth - 1)
    // What binds weaker than a filter stands in brackets before one.
    const p = (inner: Kind) => `(${v(inner)})`
    switch (kind) {
      case 'int':
        return this.#int(v, p)
      case 'float':
        return this.#float(v, p)
      case 'str':
        return this.#str(v, p)
      case 'bool':
        return this.#bool(v, p)
      case 'ints':
        return this.#ints(v, p)
      case 'strs':
        return this.#strs(v, p)
      case 'dict':
        return this.#pick([
          () => this.#literal('dict'),
          () => `dict(${p('dict')}, k=${v('int')})`,
          () => `{'a': ${v('int')}, ${v('int')}: ${v('str')}}`,
          () => `(${v('dict')} or ${v('dict')})`,
        ])()
      case 'rows':
        return this.#pick([
          () => this.#pick(['rows', 'users']),
          () => `rows|selectattr('ok')|list`,
          () => `users|rejectattr('n', 'gt', ${v('int')})|list`,
          () => `rows|sort(attribute='n')`,
          () => `(rows + users)`,
        ])()
      default:
        return this.#literal('int')
    }
  }

  #int(v: (kind: Kind) => string, p: (kind: Kind) => string): string {
    return this.#pick([
      () => this.#literal('int'),
      () => `(${v('int')} ${this.#pick(['+', '-', '*'])} ${v('int')})`,
      () => `(${v('int')} ${this.#pick(['//', '%'])} ${this.#pick(['2', '3', '7', '-4'])})`,
      () => `${p('int')} ** ${this.#pick(['0', '1', '2', '3'])}`,
      () => `-${p('int')}`,
      () => `${p('ints')}|${this.#pick(['length', 'sum', 'count'])}`,
      () => `${p('strs')}|length`,
      () => `${p('str')}|${this.#pick(['length', 'wordcount', 'int', 'int(7)'])}`,
      () => `${p('float')}|int`,
      () => `${p('ints')}|${this.#pick(['max', 'min', 'first', 'last'])}|default(3)`,
      () => `${p('str')}.${this.#pick(["find('a')", "count('a')", "rfind('b')"])}`,
      () => `(${v('int')} if ${v('bool')} else ${v('int')})`,
      () => `(${v('bool')} + ${v('int')})`,
      () => `${p('rows')}|sum(attribute='n')`,
      () => `${p('int')}|abs`,
      () => `${p('dict')}|length`,
      () => `[${v('int')}, ${v('int')}]|max`,
      () => `range(${this.#below(6)})|sum`,
      () => `'${this.#pick(['12', ' 7 ', '0x1F', 'no', '3.9'])}'|int(base=${this.#pick(['10', '16', '0'])})`,
    ])()
  }

  #float(v: (kind: Kind) => string, p: (kind: Kind) => string): string {
    return this.#pick([
      () => this.#literal('float'),
      () => `(${v('float')} ${this.#pick(['+', '-', '*'])} ${v('float')})`,
      () => `(${v('int')} / ${this.#pick(['2', '3', '7', '10', '-4', '0.5'])})`,
      () => `(${v('float')} ${this.#pick(['//', '%'])} ${this.#pick(['2', '0.3', '-1.5'])})`,
      () => `${p('float')}|round(${this.#pick(['', '1', '2', '0, "floor"', '1, "ceil"', '-1'])})`,
      () => `${p('int')}|float`,
      () => `${p('str')}|float(1.5)`,
      () => `-${p('float')}`,
      () => `${p('float')}|abs`,
      () => `(${v('int')} * ${this.#literal('float')})`,
      () => `(${v('int')}|round(2) / 4)`,
      () => `1.5 ** ${this.#pick(['2', '3', '-2', '0.5'])}`,
    ])()
  }

  #str(v: (kind: Kind) => string, p: (kind: Kind) => string): string {
    const filter = () =>
      this.#pick([
        'upper',
        'lower',
        'title',
        'capitalize',
        'trim',
        'e',
        'reverse',
        'string',
        'urlencode',
        'striptags',
        'indent',
        'safe',
        'forceescape',
        "replace('a', 'xx')",
        "replace('', '.')",
        'center(9)',
        'truncate(5, true)',
        'truncate(6, leeway=0)',
        'wordwrap(4)',
        "default('d', true)",
        "trim('a')",
        'pprint',
        'tojson',
      ])
    return this.#pick([
      () => this.#literal('str'),
      () => `${p('str')}|${filter()}`,
      () => `${p('str')}|${filter()}`,
      () => `(${v('str')} ~ ${v(this.#pick(['str', 'int', 'float', 'bool', 'ints', 'dict']))})`,
      () => `(${v('str')} + ${v('str')})`,
      () => `(${v('str')} * ${this.#below(4)})`,
      () => `${p('strs')}|join(${this.#pick(['', "', '", "'<'", 's'])})`,
      () => `${p('ints')}|join('-')`,
      () => `${p('strs')}|${this.#pick(['first', 'last', 'max', 'min'])}|default('none')`,
      () =>
        `${p('str')}.${this.#pick(['upper()', 'lower()', 'title()', 'strip()', 'swapcase()', "replace('b', '')", 'zfill(4)', "center(7, '*')", "ljust(4) ~ '|'", 'rjust(4)', "removeprefix('a')", 'capitalize()', "join(['1', '2'])", 'expandtabs()'])}`,
      () => `${p('str')}[${this.#pick(['1:', ':2', '::-1', '-2:', '0:1', '::2', '1:3'])}]`,
      () => `'${this.#pick(['%s', '[%5s]', '%-4s|', '%r', '%.2s', '%%%s'])}' % ${p('str')}`,
      () => `'${this.#pick(['%d', '%05d', '%+d', '%x', '%5d|', '% d', '%o'])}' % ${p('int')}`,
      () => `'${this.#pick(['%.2f', '%e', '%g', '%8.3f', '%.0f', '%G', '%+.1f'])}' % ${p('float')}`,
      () =>
        `'${this.#pick(['{}', '{:>6}', '{!r}', '{:<5}|', '{:^7}', '{:*^6}', '{:.2}', '{0}{0}'])}'.format(${v('str')})`,
      () =>
        `'${this.#pick(['{:d}', '{:,}', '{:05d}', '{:x}', '{:b}', '{:+}', '{:_}', '{:>8,}', '{:e}', '{:%}'])}'.format(${v('int')})`,
      () =>
        `'${this.#pick(['{:.2f}', '{:,.1f}', '{:e}', '{:g}', '{:08.3f}', '{}', '{:.0f}', '{:.3}', '{:%}', '{:10}', '{:G}'])}'.format(${v('float')})`,
      () =>
        `${p(this.#pick(['int', 'float', 'bool', 'ints', 'strs', 'dict']))}|${this.#pick(['string', 'tojson', 'pprint', 'e', 'urlize'])}`,
      () => `(${v('str')} if ${v('bool')} else ${v('str')})`,
      () => `${p('dict')}.get('a', 'no')|string`,
      () => `(${v('str')} or ${v('str')})`,
      () => `${p('int')}|filesizeformat${this.#pick(['', '(true)'])}`,
      () => `${p('rows')}|map(attribute='name')|join(', ')`,
      () => `${p('dict')}|${this.#pick(['urlencode', "join('|')", 'tojson', 'pprint', 'string'])}`,
      () => `${p('rows')}|groupby('ok')|map('first')|join`,
    ])()
  }

  #bool(v: (kind: Kind) => string, p: (kind: Kind) => string): string {
    const kind = this.#pick(['int', 'float', 'str', 'ints', 'strs'] as const)
    return this.#pick([
      () => this.#literal('bool'),
      () => `(${v(kind)} ${this.#pick(['==', '!=', '<', '<=', '>', '>='])} ${v(kind)})`,
      () => `(${v('int')} < ${v('int')} <= ${v('float')})`,
      () => `(${v('bool')} ${this.#pick(['and', 'or'])} ${v('bool')})`,
      () => `(not ${v('bool')})`,
      () => `(${v('str')} ${this.#pick(['in', 'not in'])} ${v('str')})`,
      () => `(${v('int')} in ${v('ints')})`,
      () => `(${v('str')} in ${v('strs')})`,
      () => `('a' in ${v('dict')})`,
      () =>
        `(${p('int')} is ${this.#pick(['odd', 'even', 'divisibleby 3', 'number', 'integer', 'not float', 'string', 'gt 2', 'in [1, 2]', 'none'])})`,
      () =>
        `(${p('str')} is ${this.#pick(['lower', 'upper', 'string', 'sequence', 'iterable', 'mapping', 'escaped', 'eq "a"', 'defined', 'not none', 'callable'])})`,
      () => `(nope is ${this.#pick(['defined', 'undefined', 'none', 'iterable', 'string'])})`,
      () => `(d.${this.#pick(['a', 'nope', 'key'])} is defined)`,
      () =>
        `${p('str')}.${this.#pick(['isdigit()', 'isalpha()', "startswith('a')", "endswith(('b', 'c'))", 'islower()', 'isspace()', 'isalnum()', 'istitle()'])}`,
      () => `(${v('int')} == ${v('float')})`,
      () => `(${v('dict')} == ${v('dict')})`,
    ])()
  }

  #ints(v: (kind: Kind) => string, p: (kind: Kind) => string): string {
    return this.#pick([
      () => this.#literal('ints'),
      () => `range(${this.#below(6)})|list`,
      () => `range(${this.#below(3)}, ${this.#below(9)}, ${1 + this.#below(3)})|list`,
      () => `${p('ints')}|${this.#pick(['sort', 'sort(true)', 'unique|list', 'reverse|list', 'list'])}`,
      () =>
        `${p('ints')}|${this.#pick(["select('odd')", "reject('even')", "select('gt', 2)", "map('abs')", 'select', "map('string')|map('int')"])}|list`,
      () => `(${v('ints')} + ${v('ints')})`,
      () => `${p('ints')}[${this.#pick(['1:', ':2', '::-1', '-1:'])}]`,
      () => `(${v('ints')} * ${this.#below(3)})`,
      () => `${p('rows')}|map(attribute='n')|list`,
      () => `${p('strs')}|map('length')|list`,
      () => `[${v('int')}, ${v('int')}]`,
      () => `${p('ints')}|batch(2, 0)|map('sum')|list`,
      () => `${p('ints')}|slice(2)|map('first')|map('default', 0)|list`,
    ])()
  }

  #strs(v: (kind: Kind) => string, p: (kind: Kind) => string): string {
    return this.#pick([
      () => this.#literal('strs'),
      () => `${p('str')}.split(${this.#pick(['', "','", "' '", "'a', 1"])})`,
      () => `${p('str')}|list`,
      () =>
        `${p('strs')}|${this.#pick(['sort', 'sort(case_sensitive=true)', 'unique|list', 'reverse|list', "map('upper')|list", "map('trim')|list", 'select|list', "reject('eq', 'a')|list", "map('replace', 'a', 'b')|list"])}`,
      () => `${p('dict')}|list`,
      () => `${p('rows')}|map(attribute='name')|list`,
      () => `(${v('strs')} + ${v('strs')})`,
      () => `[${v('str')}, ${v('str')}]`,
      () => `${p('str')}.splitlines()`,
      () => `${p('dict')}|dictsort|map('first')|list`,
      () => `${p('strs')}[${this.#pick(['1:', ':1', '::-1'])}]`,
    ])()
  }
}

/** So many questions from one seed. */
export function generate(seed: number, count: number): Question[] {
  const random = randomFrom(seed)
  return Array.from({ length: count }, () => new Generator(random).question())
}
