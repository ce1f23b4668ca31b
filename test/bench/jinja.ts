// How fast templates render, against minijinja-js and nunjucks in the same run:
// `tsx test/bench/jinja.ts`. Engines take turns, so that a busy machine is busy for all of them.

import process, { argv } from 'node:process'
import { pathToFileURL } from 'node:url'
import minijinja from 'minijinja-js'
import nunjucks from 'nunjucks'
import { compile } from '../../mocks/bloomreach/jinja/index.ts'
import { type BenchTable, spread, spreadText, tableText } from './measure.ts'

/** One attribute, one if, a loop of three, one filter. */
const MAIL = `Hello {{ customer.first_name }}!
{% if customer.vip %}Thank you for being with us.{% else %}Join us.{% endif %}
{% for item in items %}- {{ item.name|upper }}
{% endfor %}`

const CONTEXT = {
  customer: { first_name: 'Ada', vip: true },
  items: [{ name: 'tea' }, { name: 'mug' }, { name: 'spoon' }],
}

interface Engine {
  name: string
  precompiled: () => string
  fromSource: () => string
}

/** A comment that no cache has seen makes every text a new one. */
function freshMail() {
  freshMail.count++
  return `${MAIL}{# ${freshMail.count} #}`
}
freshMail.count = 0

function engines(): Engine[] {
  const ours = compile(MAIL, { dialect: 'jinja2' })
  const mini = new minijinja.Environment()
  mini.addTemplate('mail', MAIL)
  const nunjucksEnvironment = new nunjucks.Environment(null, { autoescape: false })
  const nunjucksMail = nunjucks.compile(MAIL, nunjucksEnvironment)
  return [
    {
      name: 'referral-sandbox',
      precompiled: () => ours.render(CONTEXT),
      fromSource: () => compile(freshMail(), { dialect: 'jinja2' }).render(CONTEXT),
    },
    {
      name: 'minijinja-js',
      precompiled: () => mini.renderTemplate('mail', CONTEXT),
      fromSource: () => mini.renderStr(freshMail(), CONTEXT),
    },
    {
      name: 'nunjucks',
      precompiled: () => nunjucksMail.render(CONTEXT),
      fromSource: () => nunjucksEnvironment.renderString(freshMail(), CONTEXT),
    },
  ]
}

/** Milliseconds of this process's processor time, which a busy machine does not stretch. */
function processorMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Renders for about so long and answers renders per second of processor time. */
function rate(work: () => string, milliseconds: number): number {
  const start = processorMs()
  let count = 0
  let elapsed = 0
  while (elapsed < milliseconds) {
    for (let i = 0; i < 50; i++) work()
    count += 50
    elapsed = processorMs() - start
  }
  return (count / elapsed) * 1000
}

const thousands = (value: number) => Math.round(value / 1000)

type Way = 'precompiled' | 'fromSource'

function compare(way: Way, repeats: number): BenchTable {
  const all = engines()
  const rates = all.map((): number[] => [])
  for (const engine of all) rate(engine[way], 300)
  for (let i = 0; i < repeats; i++) {
    for (const [index, engine] of all.entries()) rates[index]?.push(rate(engine[way], 150))
  }
  const own = rates[0] as number[]
  return {
    title: way === 'precompiled' ? 'A small mail, compiled before' : 'A small mail, from source',
    columns: ['engine', 'thousand renders a second of processor time', 'ours is times as fast'],
    rows: all.map(({ name }, index) => {
      const theirs = rates[index] as number[]
      const ratios = own.map((value, repeat) => value / (theirs[repeat] as number))
      return [
        name,
        spreadText(spread(theirs.map(thousands)), 0),
        index === 0 ? '' : spreadText(spread(ratios)),
      ]
    }),
  }
}

/** A large template of ordinary mail, repeated to the size asked for. */
function largeTemplate(kilobytes: number): string {
  const part = `${MAIL}<p>{{ customer.first_name|default('you') }} has {{ items|length }} things</p>\n`
  return part.repeat(Math.ceil((kilobytes * 1024) / part.length))
}

function bySize(repeats: number): BenchTable {
  const rows: (string | number)[][] = []
  for (const kilobytes of [50, 100, 200, 400]) {
    const text = largeTemplate(kilobytes)
    const times: number[] = []
    for (let i = 0; i <= repeats; i++) {
      const source = `${text}{# ${i} #}`
      const start = processorMs()
      compile(source, { dialect: 'jinja2' }).render(CONTEXT)
      times.push(processorMs() - start)
    }
    const measured = spread(times.slice(1))
    rows.push([`${kilobytes} KB`, spreadText(measured, 1), ((measured.median / kilobytes) * 100).toFixed(1)])
  }
  return {
    title: 'Large templates, compiled and rendered once',
    columns: ['size', 'ms of processor time', 'ms per 100 KB'],
    rows,
  }
}

export async function benchTemplates(repeats = 15): Promise<BenchTable[]> {
  return [compare('precompiled', repeats), compare('fromSource', repeats), bySize(repeats)]
}

if (argv[1] !== undefined && import.meta.url === pathToFileURL(argv[1]).href) {
  for (const table of await benchTemplates()) console.log(tableText(table))
}
