// What `--help`, `-h` and `help` print: everything, or one command.
import { OPTIONS } from '../config.ts'
import { version } from '../version.ts'
import { COMMANDS, type Command } from './usage.ts'

export function helpText(command?: string): string {
  const one = command === undefined ? undefined : COMMANDS[command]
  return one === undefined ? wholeHelp() : commandHelp(one)
}

const line = (name: string, does: string): string => `  ${name.padEnd(26)} ${does}`

const optionLines = (options: Command['options']): string[] =>
  Object.entries(options).map(([flag, { value, does }]) =>
    line(`--${flag}${value === undefined ? '' : ` ${value}`}`, does),
  )

const IN_ENVIRONMENT = 'Every option is also read from the environment as SANDBOX_<NAME>.'

const wholeHelp = (): string =>
  [
    `referral-sandbox ${version}: Talon.One referrals and Bloomreach scenarios on your machine`,
    '',
    'Usage: referral-sandbox [command] [options]',
    '',
    ...Object.entries(COMMANDS).map(([name, { does }]) => line(name, does)),
    '',
    ...optionLines(OPTIONS),
    '',
    IN_ENVIRONMENT,
  ].join('\n')

const commandHelp = ({ usage, does, options }: Command): string =>
  [
    `Usage: referral-sandbox ${usage}`,
    '',
    `  ${does}`,
    ...(Object.keys(options).length === 0 ? [] : ['', ...optionLines(options)]),
    ...(options === OPTIONS ? ['', IN_ENVIRONMENT] : []),
  ].join('\n')
