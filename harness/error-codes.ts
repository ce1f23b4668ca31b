// Every code of the sandbox's own errors: those of the control API with the status of their answer, those of the library and
// the command line without one.

interface ErrorCode {
  status?: 400 | 401 | 403 | 404 | 409 | 413 | 504
  meaning: string
}

export const ERROR_CODES = {
  'advance-cancelled': { status: 409, meaning: 'Moving the clock was broken off, by a reset or a stop.' },
  'advance-inside-job': { status: 400, meaning: 'A job that the clock itself runs asked to move the clock.' },
  'another-world': { meaning: 'What is to be run again was found in a world with other customers.' },
  'body-too-large': { status: 413, meaning: 'The body of a request is longer than the control API takes.' },
  'category-exists': { status: 409, meaning: 'There is a consent category of this id.' },
  'certificate-not-written': {
    meaning: 'The certificate of --tls cannot be kept in the folder for temporary files.',
  },
  'checkpoint-exists': { status: 409, meaning: 'There is a checkpoint of this name.' },
  'clock-backwards': {
    status: 400,
    meaning: 'The clock was to move to an instant that has passed, or to none.',
  },
  'clock-timeout': { status: 504, meaning: 'The clock did not come to rest within the time that was given.' },
  'command-failed': { meaning: 'The command of exec cannot be run.' },
  'request-not-found': { status: 404, meaning: 'No request has this id, or nothing of it is kept any more.' },
  'customer-not-found': { status: 404, meaning: 'No customer has this id.' },
  'console-not-built': { meaning: 'The console was asked for, and its application has not been built.' },
  'data-unusable': {
    meaning:
      'The folder of --data cannot be used: another process or another world has it, or it cannot be written.',
  },
  'duplicate-in-world': { meaning: 'Two parts of a world have one id or name.' },
  'endless-schedule': { status: 400, meaning: 'Jobs scheduled each other without end.' },
  'first-world': { status: 409, meaning: 'The world that the sandbox was started with was to be deleted.' },
  'forbidden-content-type': { status: 403, meaning: 'A change that was not sent as JSON.' },
  'forbidden-host': { status: 403, meaning: 'The sandbox was asked under a name that is not its own.' },
  'forbidden-origin': { status: 403, meaning: 'The page of another site asked.' },
  'not-replayed': { status: 409, meaning: 'A request that cannot be asked of a vendor once more.' },
  'file-exists': { meaning: 'A file that init or import would write is there already.' },
  'file-not-written': { meaning: 'A file cannot be written.' },
  'host-refused': { meaning: 'A webhook wanted to leave for a host that is not allowed.' },
  'inbox-elsewhere': { status: 409, meaning: 'What is to be saved has its mails in a Mailpit of its own.' },
  inbox: { meaning: 'The inbox answered what is not understood.' },
  'integration-exists': { status: 409, meaning: 'There is an integration of this name.' },
  'integration-not-found': { status: 404, meaning: 'No integration has this id.' },
  'invalid-consent-category': { status: 400, meaning: 'A consent category of a wrong shape.' },
  'invalid-duration': { status: 400, meaning: 'A text that is no length of time.' },
  'invalid-fault': { status: 400, meaning: 'A plan for a failure that could never happen.' },
  'invalid-faults': {
    meaning: 'A list of faults for a search that names what there is not, or contradicts itself.',
  },
  'invalid-instant': { status: 400, meaning: 'A text that is no instant, or one after the year 9999.' },
  'invalid-invariants': { meaning: 'Invariants for a search that are not known, or cannot be loaded.' },
  'invalid-integration': { status: 400, meaning: 'An integration of a wrong shape.' },
  'invalid-shards': { meaning: 'Files to merge that are not all parts of one search.' },
  'invalid-snapshot': {
    meaning: 'A snapshot that cannot be read here: cut, altered, newer, or of another world.',
  },
  'invalid-notification-url': {
    status: 400,
    meaning: 'A subscription to notifications without an http URL.',
  },
  'invalid-option': {
    meaning: 'An option of the command line, the environment or the library that cannot be used.',
  },
  'invalid-replay': { meaning: 'A file that is no counterexample of a search.' },
  'invariant-failed': { meaning: 'An invariant of a project threw an error.' },
  'invalid-request': { status: 400, meaning: 'A request of a wrong shape.' },
  'invalid-scenario': { status: 400, meaning: 'A scenario that can never work; the findings say why.' },
  'invalid-vouchers': { status: 400, meaning: 'Vouchers that cannot be imported.' },
  'invalid-world': { meaning: 'A world or a scenario file that cannot be used; the findings say why.' },
  'mail-not-found': { meaning: 'The inbox has no such mail.' },
  'mailpit-unreachable': { meaning: 'There is no Mailpit at the address that was given.' },
  'no-authentication': { status: 400, meaning: 'An integration that has no credentials to test.' },
  'no-fetch': { meaning: 'An emulator that was made without a way out was to send a notification.' },
  'no-sandbox': { meaning: 'No sandbox answers where one was to be asked.' },
  'no-server': { meaning: 'A world was to be opened on a server that does not answer.' },
  'not-comparable': { meaning: 'Two files that diff cannot let run side by side.' },
  'not-explained': { status: 404, meaning: 'No request and no mail of the journal has this id.' },
  'not-found': { status: 404, meaning: 'The control API has no such call, the console no such page.' },
  'not-kept': { meaning: 'A full disk, for example: nothing more is taken (status 503).' },
  'nothing-to-search': { meaning: 'A search was asked of a world in which no scenario starts.' },
  'port-refused': { meaning: 'A port cannot be opened.' },
  'port-taken': { meaning: 'A port is used by another program.' },
  'real-clock': { status: 400, meaning: 'The real clock was to be moved.' },
  'scenario-exists': { status: 409, meaning: 'There is a scenario of this id.' },
  'scenario-not-found': { status: 404, meaning: 'No scenario has this id.' },
  'smtp-unreachable': { meaning: 'There is no SMTP server at the address that was given.' },
  'subscription-not-found': { status: 404, meaning: 'No subscription to notifications has this id.' },
  'syntax-error': { meaning: 'A file that is neither YAML nor JSON.' },
  'token-required': {
    status: 401,
    meaning: 'The sandbox was started with a token, and the request has none.',
  },
  'too-long-ago': {
    status: 409,
    meaning: 'A rewind, or a list of changes, to a moment that is not recorded.',
  },
  'too-many-worlds': { status: 409, meaning: 'There are as many worlds as one server may have.' },
  'two-worlds': { status: 400, meaning: 'A request names one world in its path and another in its header.' },
  'uncounted-limit': { meaning: 'A campaign of a world has a limit that the sandbox does not count.' },
  'unknown-branch': { status: 404, meaning: 'No rewind left a branch of the journal of this number.' },
  'unknown-checkpoint': { status: 404, meaning: 'There is no checkpoint of this name.' },
  'unknown-command': { meaning: 'A command that the command line does not have.' },
  'unknown-delivery': { status: 400, meaning: 'No delivery of a notification has this id.' },
  'unknown-operation': { status: 400, meaning: 'A failure was planned for what is no operation.' },
  'unknown-world': { status: 404, meaning: 'The server has no world of this id, or no longer.' },
  'unreadable-file': { meaning: 'A file that is not there or cannot be read.' },
  'version-not-found': { status: 404, meaning: 'The scenario has no version of this number.' },
  'voucher-pool-not-found': { status: 404, meaning: 'No voucher pool has this name.' },
  'wrong-status': { status: 409, meaning: 'A scenario cannot go from its status to the one asked for.' },
  'world-busy': { status: 409, meaning: 'Something runs in a world that was to be saved or forked.' },
  'world-exists': { status: 409, meaning: 'There is a world of this name.' },
  'worlds-too-large': { status: 409, meaning: 'The worlds use as much memory as they may.' },
} as const satisfies Record<string, ErrorCode>

export const statusOf = (code: string): NonNullable<ErrorCode['status']> =>
  (ERROR_CODES as Record<string, ErrorCode>)[code]?.status ?? 400
