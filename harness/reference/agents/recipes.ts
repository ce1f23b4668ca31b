// Ten things that people ask an assistant to do with the sandbox, each by its tools and by its command line.
export interface Recipe {
  title: string
  /** When it is the right one. */
  when: string
  /** By the tools of an assistant that is connected. */
  tools: readonly string[]
  /** By the command line, in a project. */
  shell: string
}

export const RECIPES: readonly Recipe[] = [
  {
    title: 'Rehearse a change of a scenario',
    when: 'Somebody wants another text, another wait or another path, and nobody may be mailed by mistake.',
    tools: [
      '`start`, then `search_scenarios` with `ids` for the scenario whole.',
      '`checkpoint` `{"name": "before"}`.',
      '`update_scenario_node`, or `update_scenario` for another shape of the graph.',
      '`check`, then `start_scenario` and `advance`.',
      '`evaluate_scenario`, `timeline` of one customer, `search_mails`.',
      '`rewind` `{"to": "before"}` when it was wrong.',
    ],
    shell: 'referral-sandbox diff old.scenario.yaml new.scenario.yaml',
  },
  {
    title: 'Bring a scenario of production in',
    when: 'The scenario exists in Bloomreach: select its nodes in the editor, copy, save what was copied as a file.',
    tools: [
      '`import_files` with the text; read `guessed` and `refused` of the report to whoever asked.',
      '`check`: what the scenario names has to be in the world.',
      '`start_scenario` and `advance`.',
    ],
    shell: 'referral-sandbox import --out rehearsal copied.json',
  },
  {
    title: 'Take a tested scenario back',
    when: 'What was mended here has to be pasted into a draft there.',
    tools: ['`export_scenario`; give `by_hand` to whoever pastes it, and `evidence` with it.'],
    shell: 'referral-sandbox export rehearsal/copied.scenario.yaml',
  },
  {
    title: 'Find out why somebody got no mail',
    when: 'A customer is named, and a mail that did not come.',
    tools: [
      '`timeline` of the customer: the last entries say what stopped it.',
      '`explain` the request id that stands there.',
    ],
    shell: 'referral-sandbox explain control-12',
  },
  {
    title: 'Find out where a value in a mail came from',
    when: 'A code, a name or a link in a mail is wrong.',
    tools: ['`search_mails`, `read_mail`.', '`explain` the id of the mail: each value with who wrote it.'],
    shell: 'referral-sandbox explain 4oRBnPtCXgAqZniRhzLNmS',
  },
  {
    title: 'Try what can go wrong',
    when: 'Before a scenario goes live, or after an incident.',
    tools: [
      '`fault_search`; each finding has the story and what usually mends it.',
      'Mend it with `update_scenario`, and `fault_search` again.',
    ],
    shell: 'referral-sandbox search --world my.world.yaml --depth 1',
  },
  {
    title: 'See one failure with open eyes',
    when: 'Talon.One is slow, answers 429 or loses an answer, and somebody wants to see what happens then.',
    tools: [
      '`faults` for the names of operations, `plan_fault`.',
      '`start_scenario`, `advance`, `timeline`.',
      '`clear_faults`.',
    ],
    shell: 'referral-sandbox search --faults timeout --world my.world.yaml',
  },
  {
    title: 'Compare two ways',
    when: 'It is not clear which of two changes is better.',
    tools: [
      '`fork` twice; make one change in each by giving its `world`.',
      'Run both with the same events, and compare `evaluate_scenario`.',
    ],
    shell: 'referral-sandbox diff --html report.html a.world.yaml b.world.yaml',
  },
  {
    title: 'Let time pass',
    when: 'A scenario waits for days, or repeats each week.',
    tools: ['`advance` `{"by": "7 days"}`; `pending` of its answer says what is due next.'],
    shell: 'referral-sandbox run --world my.world.yaml --until 30d',
  },
  {
    title: 'Write a test for it',
    when: 'What was found out has to stay true.',
    tools: ['Write the test in the project; the tools are for finding out.'],
    shell: 'referral-sandbox init tests --test vitest',
  },
]
