/**
 * The forms in which a house finds a word of its own notes again: as it was written, in the Latin spellings of a name in another script, and
 * as it sounds. The same readings and sounds as for linkage, but nothing here is encoded for anybody else. Pure.
 */
import { callSound } from './nicknames.ts'
import { normalisePhone, romanise, tellsWho } from './normalise.ts'
import { isForeign, readWord } from './readings.ts'

export type WordForms = {
  /** In small letters, without marks; a word in another script as it stands. */
  readonly written: string
  /** Written in another script than Latin. */
  readonly foreign: boolean
  /** Begins like a name: with a capital, or in a script that has none. */
  readonly named: boolean
  /** Its spellings in Latin letters: of a Latin word itself alone. */
  readonly spelled: readonly string[]
  readonly sounds: readonly string[]
  /** Says nothing by itself: a particle, or one of the words that every text is made of. */
  readonly common: boolean
}

const SPELLED_MAX = 24
const SOUNDS_MAX = 6
const SOUND_LENGTH_MIN = 2

/** Words that stand in nearly every note: they find nothing, and their number would tell nothing but that it is a text. */
const COMMON = new Set(
  [
    'aan al als bij daar dan dat de den der deze die dit doen door dus een en er ge had heb heeft hem het hier hij hoe ik in is je kan',
    'met mij naar niet nog nu of om omdat onder ons ook op over te tot toen uit van veel voor want was wat we wel werd wie wij wil worden',
    'wordt zal ze zei zelf zich zij zijn zo zonder zou',
    'a about after all an and are as at be been but by can could did do does for from had has have he her him his how if into it its me my',
    'no not now of on or our out said she so than that the their them then there they this to up us was we were what when where which who',
    'will with would you your',
  ].flatMap((line) => line.split(' ')),
)

const UNSEEN = /\p{Cf}|\p{Extended_Pictographic}|\ufe0f/gu
const BETWEEN = /[^\p{L}\p{M}\p{N}'’\u05f3]+/u
const DAY_LAST = /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/g
const DAY_FIRST = /(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)/g
const NUMBER = /\+?\d[\d\s().-]{5,24}\d/g

/** All words of a text, in the order in which they stand. A date and a telephone number are one word, however they are written. */
export const wordForms = (text: string): readonly WordForms[] => {
  const numbers: string[] = []
  const take = (word: string): string => {
    numbers.push(word)
    return ' '
  }
  const rest = text
    .normalize('NFKC')
    .replace(UNSEEN, '')
    .replace(DAY_LAST, (_, year, month, day) => take(isoDay(year, month, day)))
    .replace(DAY_FIRST, (_, day, month, year) => take(isoDay(year, month, day)))
    .replace(NUMBER, (number) => take(normalisePhone(number) ?? number.replace(/\D/g, '')))
  return [...rest.split(BETWEEN).flatMap(formsOf), ...numbers.map(plainForms(false))]
}

const isoDay = (year: string, month: string, day: string): string =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`

const formsOf = (word: string): readonly WordForms[] => {
  if (word === '') return []
  if (isForeign(word)) return [foreignForms(word)]
  const named = /^\p{Lu}/u.test(word)
  return romanise(word)
    .replace(/['`"]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((each) => each !== '')
    .map(plainForms(named))
}

const plainForms =
  (named: boolean) =>
  (written: string): WordForms => ({
    ...{ written, named, foreign: false, spelled: [written], sounds: soundsOf([written]) },
    common: COMMON.has(written) || !tellsWho(written),
  })

const foreignForms = (word: string): WordForms => {
  const spelled = [
    ...new Set(
      readWord(word).flatMap(([read]) =>
        read.includes(' ') ? [read.replaceAll(' ', ''), ...read.split(' ')] : [read],
      ),
    ),
  ].slice(0, SPELLED_MAX)
  return {
    ...{ written: word.toLowerCase(), foreign: true, named: true, common: false },
    ...{ spelled, sounds: soundsOf(spelled) },
  }
}

// A sound of one letter is no sound of a name, and what holds a digit is no name.
const soundsOf = (spelled: readonly string[]): readonly string[] =>
  [...new Set(spelled.filter((each) => /^[a-z]+$/.test(each)).map(callSound))]
    .filter((sound) => sound.length >= SOUND_LENGTH_MIN)
    .slice(0, SOUNDS_MAX)
