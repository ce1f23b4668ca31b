// Of mails: the right code in each, none after consent is withdrawn, none twice.
import { each, factsOf, type Invariant, remembersNothing } from './invariant.ts'

export const noMailWithoutCode: Invariant = {
  name: 'no-mail-without-code',
  says: 'a mail that is to show a code shows one',
  mend: 'Ask before the email whether the webhook has answered a code, or let the template abort.',
  judge: (facts, { showsCode }) =>
    each(
      factsOf(facts, 'mail').filter(({ node }) => showsCode(node)),
      ({ codes, subject }) => (codes.length === 0 ? `"${subject}" shows no code` : undefined),
    ),
  remembers: remembersNothing,
}

export const noForeignCode: Invariant = {
  name: 'no-mail-with-anothers-code',
  says: 'a mail shows no code of another advocate',
  mend: 'Ask for the code of the customer who gets the mail.',
  judge: facts =>
    each(
      factsOf(facts, 'mail').filter(({ codes }) => codes.length > 0),
      ({ codes, subject }) =>
        codes.some(({ isOwn, state }) => !isOwn && state !== 'unknown')
          ? `"${subject}" shows another advocate's code`
          : undefined,
    ),
  remembers: remembersNothing,
}

export const noDeadCode: Invariant = {
  name: 'no-mail-with-dead-code',
  says: 'a mail shows no code that is unknown to Talon.One, expired or used up',
  mend: 'Ask for the code just before the email, after every wait.',
  judge: facts =>
    each(
      factsOf(facts, 'mail').filter(({ codes }) => codes.length > 0),
      ({ codes, subject }) => {
        const dead = codes.find(({ state }) => state !== 'good')
        return dead === undefined ? undefined : `"${subject}" shows a code that is ${dead.state}`
      },
    ),
  remembers: remembersNothing,
}

export const noMessageAfterWithdrawal: Invariant = {
  name: 'no-message-after-withdrawal',
  says: 'nobody gets a message who has withdrawn consent',
  mend: 'Give the email a consent category.',
  judge(facts) {
    const late = factsOf(facts, 'mail').filter(({ afterWithdrawal }) => afterWithdrawal)
    const { broken } = each(late, ({ subject }) => `"${subject}" after consent was withdrawn`)
    return { isReached: factsOf(facts, 'withdrawn').length > 0, broken }
  },
  remembers: (facts, { sendsMail }) =>
    sendsMail && new Set(factsOf(facts, 'withdrawn').map(({ customer }) => customer)),
}

export const nothingTwice: Invariant = {
  name: 'nothing-twice',
  says: 'nobody gets the same mail twice',
  mend: 'Let a customer enter once: ask for an attribute that the scenario sets, or limit how often they may enter.',
  judge(facts) {
    const mails = factsOf(facts, 'mail')
    const alike = Map.groupBy(mails, ({ to, node, subject, text }) =>
      JSON.stringify([to, node, subject, text]),
    )
    const broken = [...alike.values()].flatMap(([first, ...again]) =>
      first === undefined || again.length === 0
        ? []
        : [{ customer: first.customer, because: `"${first.subject}" ${again.length + 1} times` }],
    )
    return { isReached: mails.length > 0, broken }
  },
  remembers: (facts, ahead) =>
    factsOf(facts, 'mail').flatMap(({ to, node, subject, text }) =>
      ahead.has(node) ? [[to, node, subject, text]] : [],
    ),
}
