// Every command of the command line as data: how it is called, what it does, which options it takes. Help and completion are made of it.
import { OPTIONS } from '../config.ts'

export interface Command {
  /** Begins with its name. */
  usage: string
  does: string
  /** By flag, without its dashes: what its value is, empty for none, and what it does. */
  options: Readonly<Record<string, { value?: string; does: string }>>
}

const { world, until, seed, json } = OPTIONS

export const COMMANDS: Readonly<Record<string, Command>> = {
  start: { usage: 'start [options]', does: 'start and stay up (default)', options: OPTIONS },
  run: {
    usage: 'run [options]',
    does: 'start on free ports, run the scenarios marked start: true to their end, print the trace, stop',
    options: OPTIONS,
  },
  exec: {
    usage: 'exec [options] -- CMD…',
    does: 'start on free ports, run CMD (after --) with the sandbox in its environment, exit with its code',
    options: OPTIONS,
  },
  init: {
    usage: 'init [DIR] [--test vitest|node|jest]',
    does: 'a world, a scenario, a test, npm scripts and a workflow in DIR, ready to run; never overwrites',
    options: { test: { value: 'vitest|node|jest', does: 'what runs the test (asked for on a terminal)' } },
  },
  check: {
    usage: 'check [--json] [--sarif FILE] FILE…',
    does: 'validate world and scenario FILEs without running them',
    options: { json, sarif: { value: 'FILE', does: 'also writes all findings there, for code hosts' } },
  },
  diff: {
    usage: 'diff [options] A B',
    does: 'who gets something else, when and why: two versions A and B of a scenario or a world, the same people',
    options: { world, until, seed, json, html: { value: 'FILE', does: 'also writes a page there' } },
  },
  doctor: {
    usage: 'doctor [options]',
    does: 'what this machine has and lacks for a start: Node, ports, Mailpit, browser, keys of production',
    options: OPTIONS,
  },
  import: {
    usage: 'import [options] FILE…',
    does: 'FILEs of the vendors (scenario, customers, vouchers, codes, campaigns) become a world and a report',
    options: {
      json,
      strict: { does: 'what is guessed is an error, and nothing is written' },
      out: { value: 'DIR', does: 'where the world and its scenarios are written (this folder)' },
      name: { value: 'NAME', does: 'what the files are called' },
      as: { value: 'FORM', does: 'what the files are, where their shape does not say it' },
      'no-pseudonymise': { does: 'people keep their names and addresses' },
      keep: { value: 'FIELD', does: 'this field of people stays as it is (repeatable)' },
    },
  },
  export: {
    usage: 'export [options] FILE',
    does: 'a scenario as the vendor’s editor pastes it: what was imported and not changed goes back identical',
    options: {
      world,
      json,
      scenario: { value: 'NAME', does: 'which scenario of a world' },
      format: {
        value: 'FORM',
        does: 'clipboard, mails, webhooks, vouchers, codes, campaigns, rules (clipboard)',
      },
      source: {
        value: 'FILE',
        does: 'the clipboard that the scenario was imported from; of rules, the world to compare with',
      },
      out: { value: 'FILE', does: 'where it is written, of several files the folder (stdout)' },
      partial: { does: 'nodes that cannot be written are left out and listed' },
    },
  },
  search: {
    usage: 'search [options] | search merge [options] FILE…',
    does: 'tries every fault of a journey, alone and together, and shows the shortest that break an invariant',
    options: {
      world,
      seed,
      json,
      scenario: { value: 'NAME', does: 'the only scenario that starts (all that are marked)' },
      faults: { value: 'LIST', does: 'which faults, as lost-answer,#3:timeout or -slow (all)' },
      invariants: {
        value: 'LIST',
        does: 'which invariants, as nobody-lost or -nothing-twice; modules of your own',
      },
      depth: { value: 'N', does: 'how many faults one run may have (2)' },
      customers: { value: 'N', does: 'how many customers of the world take part, the first (4)' },
      cases: { value: 'N', does: 'seeded cases beside: order, population, consents, start; 0 = none (8)' },
      budget: { value: 'TIME|N', does: 'ends after so long, or so many runs' },
      out: { value: 'DIR', does: 'writes a replay and a test for each counterexample there' },
      test: { value: 'vitest|node', does: 'what runs those tests (vitest)' },
      replay: {
        value: 'FILE',
        does: 'runs a counterexample again: 1 while it is broken, 0 once it is mended',
      },
    },
  },
  coverage: {
    usage: 'coverage [options] [DIR]',
    does: 'which nodes, ways, answers and templates tests have exercised that ran with SANDBOX_COVERAGE=DIR',
    options: {
      json,
      lcov: { value: 'FILE', does: 'also writes LCOV there: a line for each node of a scenario file' },
      threshold: { value: 'N', does: 'exit code 1 when less than so many percent were exercised' },
    },
  },
  explain: {
    usage: 'explain [--json] [--url URL] ID',
    does: 'why a running sandbox answered so (x-sandbox-request-id), or where the values of a mail came from',
    options: { json, url: { value: 'URL', does: 'where it runs (SANDBOX_URL, else http://127.0.0.1:4400)' } },
  },
  supports: {
    usage: 'supports [--json] [--world FILE] FILE',
    does: 'is what an integration calls emulated? FILE is a Postman collection, an OpenAPI file or a HAR',
    options: { json, world },
  },
  pull: {
    usage: 'pull talon-one [options]',
    does: 'an account of Talon.One as a world, read with GET over its Management API (TALON_ONE_MANAGEMENT_KEY)',
    options: {
      json,
      url: { value: 'URL', does: 'the deployment (TALON_ONE_BASE_URL)' },
      plan: { does: 'says what would be asked, and asks nothing' },
      yes: { does: 'asks' },
      with: { value: 'LIST', does: 'people too, with stand-ins: profiles, referrals, coupons' },
      out: { value: 'DIR', does: 'where the world and the answers are written (talon-one)' },
      'allow-host': { value: 'HOST', does: 'a further host that may be asked (*.talon.one)' },
      'no-pseudonymise': { does: 'people keep their names and addresses' },
      keep: { value: 'FIELD', does: 'this attribute of people stays as it is (repeatable)' },
    },
  },
  mcp: {
    usage: 'mcp [options]',
    does: 'the tools of an assistant over stdin and stdout (Model Context Protocol), on copies of the world',
    options: OPTIONS,
  },
  completion: {
    usage: 'completion bash|zsh|fish',
    does: 'prints what a shell needs to complete commands and options',
    options: {},
  },
  help: { usage: 'help [COMMAND]', does: 'this, or how one command is called', options: {} },
}
