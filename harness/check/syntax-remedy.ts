// What to do about a template that Jinja cannot read, by what Jinja says of it.

const REMEDIES: [part: string, remedy: string][] = [
  [
    'looking for the following tags',
    'Close the block with its end tag, such as {% endif %} or {% endfor %}.',
  ],
  ['unknown tag', 'Use a tag of Jinja, such as {% if %}, {% for %} or {% set %}, and close each block once.'],
  [
    'end of print statement',
    'Write one expression between {{ and }}: texts are joined by ~, filters follow a |.',
  ],
  ['end of statement block', 'Write one statement between {% and %}.'],
  ["unexpected '}'", 'Close {{ with }}, and {% with %}.'],
  ["unexpected '%'", 'Close {{ with }}, and {% with %}.'],
  ['unexpected end of template', 'Close {{ with }}, and {% with %}.'],
  ['end of comment', 'Close {# with #}.'],
  ['unexpected char', 'Take that character out, or put the text into quotes.'],
]

export const syntaxRemedy = (message: string): string =>
  REMEDIES.find(([part]) => message.toLowerCase().includes(part))?.[1] ??
  'Write between {{ and }} what Jinja knows, for example {{ customer.email }}.'
