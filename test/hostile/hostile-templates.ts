// Templates that are made to hurt: what is dear for its size, what would become too large, and long texts of the worst
// characters.

const again = (work: string) => `{% for i in range(99999) %}{% set x = ${work} %}{% endfor %}`
const big = (text: string, work: string) => `{% set b = '${text}' * 999999 %}${again(work)}`

/** What is dear for its size, over and over: the steps run out. */
export const DEAR = [
  ...[
    'int',
    'float',
    'title',
    'wordcount',
    'reverse',
    'escape',
    'forceescape',
    'urlencode',
    'capitalize',
  ].map(filter => big('1', `b|${filter}`)),
  ...["hash('sha256')", 'trim', 'center(99)', 'replace("1", "2")', 'urlize', 'striptags'].map(filter =>
    big('1', `b|${filter}`),
  ),
  ...['lower', 'upper'].map(name => big('a', `b is ${name}`)),
  ...['title()', 'isalnum()', 'split()', 'swapcase()', 'casefold()', 'translate({49: 50})'].map(call =>
    big('a ', `b.${call}`),
  ),
  again("i|from_timestamp('%Y', 'Europe/Prague')"),
  `{% set b = '[' ~ '1,' * 99999 ~ '1]' %}${again('b|from_json')}`,
  `{% set b = 'a@b ' * 200000 %}${again('b|urlize')}`,
  ...['int', 'float'].map(
    filter => `{% set b = ['abc', none] * 49999 %}{% set x = b|map('${filter}')|list %}`,
  ),
  again('[1] * 1000'),
  again('2 ** 19000 % 3'),
  ...['aB ', 'a', 'Aa '].flatMap(text => ['swapcase()', 'istitle()'].map(call => big(text, `b.${call}`))),
]

/** What no string or list may become. */
export const TOO_LARGE = [
  '{{ 1|tojson(10 ** 9) }}',
  '{{ [1]|tojson(10 ** 9) }}',
  "{{ ['a' * 1000000] * 1000 }}",
  "{{ (['a' * 1000000] * 1000)|tojson }}",
  "{{ (['a' * 1000000] * 1000)|pprint }}",
  "{{ {'a': ['a' * 1000000] * 1000} }}",
  "{{ '%s' % [['a' * 1000000] * 1000] }}",
  "{{ '{}'.format(['a' * 1000000] * 1000) }}",
  "{{ '%1000000000d' % 1 }}",
  "{{ '{:1000000000}'.format(1) }}",
  "{{ 'x'.ljust(10 ** 9) }}",
  '{{ 10 ** 6000 * 10 ** 6000 }}',
]

/** The worst of their own characters for each pattern that meets a text. */
export const LONG = [
  ...['<', ')', 'a-', '-', '&', 'a@', 'www.', '&lt;', '<!--', 'a b ', '%', '{', '_', '\\u00e9'].flatMap(
    text =>
      [
        'urlize',
        'wordwrap',
        'safe|striptags',
        'format',
        'title',
        'int',
        'float',
        'tojson',
        'xmlattr',
        'filesizeformat',
      ].map(filter => `{% set b = '${text}' * 200000 %}{% set x = b|${filter} %}`),
  ),
]
