// A whole HTML block of 640 lines, as tenants write them around lists that grow by `append`, against the real Jinja2,
// which is given the same block with each `append` as a `set`.
import { expect, test } from 'vitest'
import { render } from '../../../../mocks/bloomreach/jinja/index.ts'
import { askOracle, hasOracle } from './oracle.ts'

const ITEMS = [
  { item_id: 1, title: 'Red <shoe>', price: 19.9, stock: 0, tags: ['new', 'sale'], brand: { name: 'A&B' } },
  { item_id: 2, title: 'blue hat', price: 5, stock: 12, tags: [], brand: { name: 'Čapka' } },
  { item_id: 3, title: '', price: null, stock: 3, tags: ['sale'], brand: null },
]
const CONTEXT = { items: ITEMS, params: { HEIGHT: 24, ALT: true }, customer: { first_name: 'Ada' } }

/** Parts of 20 lines, each with an `append` at another place; `N` is the number of the part. */
const PARTS = [
  `{# part N: a list of pairs #}
{% set urls_N = [] %}
{% append ("a-N.html", "A") to urls_N %}
{%- append ("b-N.html", items[0].title | upper) to urls_N %}
<table height="{{ params.HEIGHT }}">`,
  `{# part N: in a loop, of what passes #}
{% set chosen_N = [] -%}
{% for item in items if item.stock %}
  {% append item to chosen_N %}
{%- endfor %}
<ul>
  {% for item in chosen_N %}
  <li class="{{ loop.cycle('odd', 'even') }}">{{ loop.index }}/{{ loop.length }} {{ item.title | default('none', true) }}</li>
  {% endfor %}
</ul>`,
  `{# part N: in a condition, a mapping and a choice #}
{% set rows_N = [{"t": "first"}] %}
{% if params.ALT and items | length > 2 %}
  {% append {"t": "alt N", "price": items[1].price * 2} if N % 2 else {"t": "no"} to rows_N %}
{% else %}
  {% append {"t": "never"} to rows_N %}
{% endif %}
{{ rows_N | map(attribute="t") | join(" | ") }}
{{ rows_N | selectattr("price", "defined") | list | tojson }}`,
  `{# part N: a list in a mapping, in two loops #}
{% set by_tag_N = {"sale": [], "new": []} %}
{% for item in items %}{% for tag in item.tags %}
    {% append (item.item_id, item.price) to by_tag_N[tag] %}
{% endfor %}{% endfor %}
{% for tag, found in by_tag_N | dictsort %}
  <td>{{ tag }}: {% for id, price in found %}{{ id }}={{ "%.2f" | format(price or 0) }}{{ ", " if not loop.last }}{% endfor %}</td>
{% endfor %}
{{ by_tag_N.sale | length }} {{ by_tag_N.new | first }}`,
  `{# part N: in a macro, in what the caller gave #}
{% macro collect_N(into, what, times=2) %}{% for i in range(times) %}{% append what ~ i to into %}{% endfor %}{% endmacro %}
{% set words_N = ["N"] %}{{ collect_N(words_N, "w") }}{{ collect_N(words_N, customer.first_name, times=1) }}
{{ words_N | join("-") | escape }}
{% filter upper %}{{ words_N | last }}{% endfilter %}`,
]

/** As many whole parts as there is room for, and plain lines for the rest. */
function block(lines: number): string {
  const parts: string[] = []
  for (let number = 0; parts.join('\n').split('\n').length < lines - 20; number++) {
    const part = (PARTS[number % PARTS.length] ?? '').replaceAll('N', String(number))
    parts.push(`${part}\n${'<tr><td>{{ 7 * 6 }}</td></tr>\n'.repeat(19 - part.split('\n').length)}`)
  }
  const rest = lines - parts.join('\n').split('\n').length
  return [...parts, ...Array.from({ length: rest }, () => '</table>')].join('\n')
}

/** `{% append a to b %}`, on one line. */
const APPEND = /\{%(-?) append (.+?) to ([\w.[\]]+) %\}/g

test.skipIf(!hasOracle())(
  'a whole block of 640 lines prints what Jinja2 prints with each append as a set',
  async () => {
    const text = block(640)
    const withSet = text.replaceAll(APPEND, '{%$1 set _ = ($3).append($2) %}')

    const [theirs] = await askOracle([{ template: withSet, context: CONTEXT }])

    expect(text.split('\n')).toHaveLength(640)
    expect(text.match(/ append /g)?.length).toBeGreaterThan(30)
    expect(withSet).not.toContain(' append ')
    expect({ output: render(text, CONTEXT) }).toEqual(theirs)
  },
)
