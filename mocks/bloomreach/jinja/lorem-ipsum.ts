// lipsum(): filler text, drawn from the render's own chance.

import { valueError } from './errors.ts'
import { spend } from './limits.ts'
import { Markup } from './values/objects.ts'
import { capitalize } from './values/text.ts'

const WORDS = [
  'a ac accumsan ad adipiscing aenean aliquam aliquet amet ante aptent arcu at auctor augue bibendum',
  'blandit class commodo condimentum congue consectetuer consequat conubia convallis cras cubilia cum',
  'curabitur curae cursus dapibus diam dictum dictumst dignissim dis dolor donec dui duis egestas eget',
  'eleifend elementum elit enim erat eros est et etiam eu euismod facilisi facilisis fames faucibus',
  'felis fermentum feugiat fringilla fusce gravida habitant habitasse hac hendrerit hymenaeos iaculis',
  'id imperdiet in inceptos integer interdum ipsum justo lacinia lacus laoreet lectus leo libero ligula',
  'litora lobortis lorem luctus maecenas magna magnis malesuada massa mattis mauris metus mi molestie',
  'mollis montes morbi mus nam nascetur natoque nec neque netus nibh nisi nisl non nonummy nostra nulla',
  'nullam nunc odio orci ornare parturient pede pellentesque penatibus per pharetra phasellus placerat',
  'platea porta porttitor posuere potenti praesent pretium primis proin pulvinar purus quam quis',
  'quisque rhoncus ridiculus risus rutrum sagittis sapien scelerisque sed sem semper senectus sit',
  'sociis sociosqu sodales sollicitudin suscipit suspendisse taciti tellus tempor tempus tincidunt',
  'torquent tortor tristique turpis ullamcorper ultrices ultricies urna ut varius vehicula vel velit',
  'venenatis vestibulum vitae vivamus viverra volutpat vulputate',
]
  .join(' ')
  .split(' ')

type Chance = () => number

/** A whole number from `low` up to but not including `high`. */
function between(random: Chance, low: number, high: number): number {
  if (high <= low) throw valueError(`empty range for randrange() (${low}, ${high}, ${high - low})`)
  return Math.min(high - 1, low + Math.floor(random() * (high - low)))
}

function paragraph(random: Chance, min: number, max: number): string {
  const parts: string[] = []
  let startsSentence = true
  let lastComma = 0
  let lastFullStop = 0
  let last = ''
  const count = between(random, min, max)
  for (let index = 0; index < count; index++) {
    spend(1)
    const drawn = between(random, 0, WORDS.length)
    // Never the same word twice in a row.
    let word = WORDS[drawn] === last ? WORDS[(drawn + 1) % WORDS.length] : WORDS[drawn]
    word ??= ''
    last = word
    if (startsSentence) word = capitalize(word)
    startsSentence = false
    if (index - between(random, 3, 8) > lastComma) {
      lastComma = index
      lastFullStop += 2
      word += ','
    }
    if (index - between(random, 10, 20) > lastFullStop) {
      lastComma = index
      lastFullStop = index
      word += '.'
      startsSentence = true
    }
    parts.push(word)
  }
  const text = parts.join(' ')
  if (text.endsWith(',')) return `${text.slice(0, -1)}.`
  return text.endsWith('.') ? text : `${text}.`
}

export function loremIpsum(
  random: Chance,
  count: number,
  html: boolean,
  min: number,
  max: number,
): string | Markup {
  const paragraphs: string[] = []
  for (let i = 0; i < count; i++) paragraphs.push(paragraph(random, min, max))
  if (!html) return paragraphs.join('\n\n')
  return new Markup(paragraphs.map(text => `<p>${text}</p>`).join('\n'))
}
