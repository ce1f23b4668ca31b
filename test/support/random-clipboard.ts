// Random scenarios as the vendor's editor copies them: most nodes as the editor writes them, some with fields of wrong types,
// and wires of which some lead nowhere.
import fc from 'fast-check'
import {
  clipboardOf,
  condition,
  contextualSplit,
  daily,
  fork,
  limit,
  mail,
  onDateAttribute,
  onEvent,
  split,
  type VendorNode,
  wait,
  wire,
} from './clipboard.ts'

/** Any code point; fast-check's own unit for it first makes a table of all of them. */
const anything = fc
  .array(fc.integer({ min: 0, max: 0x10_ffff }), { maxLength: 40 })
  .map(codes => String.fromCodePoint(...codes))

const text = fc.oneof(
  anything,
  fc.constantFrom(
    '__proto__',
    'constructor',
    '# no comment',
    '{{ customer.x }}',
    'a: b',
    '- x',
    '\n\n  two\n',
    '=HYPERLINK("x")',
    '\u2028',
    "'",
    'null',
  ),
)

const node: fc.Arbitrary<(id: number) => VendorNode> = fc.oneof(
  fc.record({ name: text, type: text }).map(
    ({ name, type }) =>
      (id: number) =>
        onEvent(id, { name, event: { type, filter: [] } }),
  ),
  fc.nat({ max: 23 }).map(hour => (id: number) => daily(id, { times: [{ hour, minute: 5 }] })),
  fc.constant(onDateAttribute),
  fc
    .record({ subject: text, jinja_html: text, preheader: text })
    .map(data => (id: number) => mail(id, {}, data)),
  fc.nat({ max: 400 }).map(count => (id: number) => wait(id, { count, count_template: `{{ ${count} }}` })),
  fc.constantFrom(condition, limit, split, contextualSplit, fork),
  fc
    .record({ more: fc.jsonValue({ maxDepth: 3 }) })
    .map(fields => (id: number) => ({ id, type: 'ads-action', ...fields })),
)

/** A field of any node replaced by anything. */
const spoiled = fc
  .tuple(node, fc.nat({ max: 30 }), fc.jsonValue({ maxDepth: 2 }))
  .map(([made, at, value]) => (id: number): VendorNode => {
    const whole = made(id)
    const keys = Object.keys(whole)
    return { ...whole, [keys[at % keys.length] ?? 'id']: value } as VendorNode
  })

const wires = (size: number) =>
  fc.array(
    fc
      .tuple(fc.integer({ min: 1, max: size }), fc.nat({ max: 3 }), fc.integer({ min: 1, max: size + 1 }))
      .map(parts => wire(...parts)),
    { maxLength: size * 2 },
  )

const scenarioOf = (nodes: fc.Arbitrary<(id: number) => VendorNode>) =>
  fc
    .array(nodes, { minLength: 1, maxLength: 12 })
    .map(list => list.map((made, index) => made(index + 1)))
    .chain(list => wires(list.length).map(connections => clipboardOf(list, connections)))

export const randomClipboard = scenarioOf(node)
export const spoiledClipboard = scenarioOf(
  fc.oneof({ weight: 3, arbitrary: node }, { weight: 1, arbitrary: spoiled }),
)
