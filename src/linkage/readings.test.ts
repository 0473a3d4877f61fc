import fc from 'fast-check'
import { expect, test } from 'vitest'
import table from '../../data/linkage/readings.json' with { type: 'json' }
import { SLOTS } from './encoding.ts'
import { featuresOf } from './features.ts'
import { NORMALISATION_VERSION, normalisePerson } from './normalise.ts'
import { beforeOther, betweenOthers, isForeign, readerOf, readWord, soundUnits } from './readings.ts'
import { describeTokens, TOKENS_MAX } from './tokens.ts'

test.each([
  ['Ольга', 'olga'],
  ['キム', 'kim'],
  ['マリア', 'maria'],
  ['김', 'kim'],
  ['玛丽亚', 'maria'],
  ['瑪麗亞', 'maria'],
  ['דניאל', 'daniel'],
  ['مريم', 'maryam'],
  ['چنگیز', 'changiz'],
  ['ሰላም', 'selam'],
  ['Γεώργιος', 'georgios'],
  ['Παπαδόπουλος', 'papadopulos'],
  ['გიორგი', 'giorgi'],
  ['Հայկ', 'hayk'],
  ['เกษม', 'kesom'],
  ['สมชาย', 'somchai'],
  ['วิชัย', 'wichai'],
  ['Ευαγγελία', 'evangelia'],
  ['राजेश', 'rajesh'],
  ['कृष्ण', 'krishna'],
  ['Շուշան', 'shushan'],
  ['თამარ', 'tamar'],
  ['ተስፋይ', 'tesfay'],
])('%s may be written %s, or shares most of its features with it', (written, latin) => {
  const shared = sharedFeatures(written, latin)
  expect(shared).toBeGreaterThan(0.45)
  expect(shared).toBeGreaterThan(sharedFeatures(written, 'xanthippe') + 0.3)
})

test('one sign has several readings, and all of them are kept', () => {
  const texts = readWord('ルイ').map(([text]) => text)
  expect(texts.some((text) => text.startsWith('l'))).toBe(true)
  expect(texts.some((text) => text.startsWith('r'))).toBe(true)
})

test('hiragana and half-width katakana are read as katakana', () => {
  expect(readWord('まりあ')).toEqual(readWord('マリア'))
  expect(normalisePerson({ fullName: 'ﾏﾘｱ' }).names).toEqual(normalisePerson({ fullName: 'マリア' }).names)
})

test('a Korean syllable is taken apart into its open syllable and its closing consonant', () => {
  expect(soundUnits('민수')).toEqual(['미', '\u11ab', '수'])
})

test('a closing l before another one is heard with it as one sign, which stands in company like any syllable', () => {
  expect(soundUnits('몰리')).toEqual(['모', 'ᄙᅵ'])
  expect(soundUnits('모리')).toEqual(['모', '리'])
  expect(soundUnits('헨리')).toEqual(['헤', 'ᆫ', '리'])
  expect(betweenOthers(soundUnits('몰리'), 1)).toBe('ᅩ<ᄙᅵ>$')
  expect(beforeOther('모', 'ᄙᅵ')).toBe('모>ᄙ')
})

test('before a syllable that begins with a vowel, the vowel counts', () => {
  expect(beforeOther('메', '이')).toBe('메>ᅵ')
  expect(beforeOther('메', '시')).toBe('메>ᄉ')
})

test('who reads by another table reads otherwise, and the product does not notice', () => {
  const before = readWord('ルイ')
  const read = readerOf({ ル: 'x100', イ: 'q75 w25' })
  expect(read('ルイ').map(([text]) => text)).toEqual(['xq', 'xw'])
  expect(normalisePerson({ fullName: 'ルイ' }, read).words).toEqual(['xq'])
  expect(readWord('ルイ')).toEqual(before)
})

test('a Chinese or Korean name of one word also gives the family name and the other names apart', () => {
  expect(normalisePerson({ fullName: '王伟' }).words).toEqual(expect.arrayContaining(['wang', 'wei']))
  expect(normalisePerson({ fullName: '김민수' }).words).toEqual(expect.arrayContaining(['kim', 'minsu']))
  expect(describeTokens(normalisePerson({ fullName: '王伟', birthDate: '1990-05-17' })).length).toBeGreaterThan(3)
})

test('an Arabic article is read with its word and without it', () => {
  const texts = readWord('الخطيب').map(([text]) => text)
  expect(texts.some((text) => text.startsWith('al'))).toBe(true)
  expect(texts.some((text) => text.startsWith('kh'))).toBe(true)
})

test('Latin names keep to the short way: no readings, whatever marks they carry', () => {
  for (const name of ['Özgür Çelik', 'Łukasz', 'Nguyễn Thị Hương', 'ʿAlī', "d'Souza", 'Zoë'])
    expect(normalisePerson({ fullName: name }).names.every(({ readings }) => readings === undefined)).toBe(true)
})

test('marks without ink and pictures change nothing', () => {
  const plain = normalisePerson({ fullName: 'Anna Visser' })
  for (const written of [
    '\u200fAnna\u200e Vis\u200bser',
    'Anna\u2060 Visser\ufeff',
    'Anna 😀 Visser 👩‍👩‍👧',
    '\u202eAnna\u202c Vis\u00adser',
  ])
    expect(normalisePerson({ fullName: written }).words).toEqual(plain.words)
  expect(normalisePerson({ fullName: '\u200fمر\u200bيم\u200e' }).words).toEqual(
    normalisePerson({ fullName: 'مريم' }).words,
  )
})

test('P42 shares of readings add up to one, readings are bounded, and every house reads alike', () => {
  fc.assert(
    fc.property(fc.string({ unit: anySign, minLength: 1, maxLength: 60 }), (word) => {
      const readings = readWord(word)
      expect(readings.length).toBeLessThanOrEqual(60)
      if (readings.length > 0) expect(readings.reduce((sum, [, share]) => sum + share, 0)).toBeCloseTo(1, 6)
      for (const [text] of readings) expect(text).toMatch(/^[a-z0-9 ]+$/)
      expect(readWord(word)).toEqual(readings)
    }),
  )
})

test('a long word is read as far as a name goes, and eight long names fill less than half of the slot', () => {
  for (const [text] of readWord('ルシャ'.repeat(60))) expect(text.length).toBeLessThanOrEqual(96)
  const names = [
    'ルシャンデール',
    'クリストファー',
    'アレクサンドル',
    'シュワルツェネガー',
    '克里斯托弗森斯',
    'Щербаковский',
    'فریدونشهری',
    '크리스토퍼',
  ]
  expect(bitsOf(normalisePerson({ fullName: names.join(' ') }))).toBeLessThanOrEqual(SLOTS.name.words * 16)
  for (const name of names) expect(bitsOf(normalisePerson({ fullName: name }))).toBeLessThanOrEqual(140)
})

test('P43 whatever is typed as a name: bounded features, bits and tokens', () => {
  const name = fc.oneof(
    fc.string({ unit: anySign, maxLength: 400 }),
    fc
      .array(fc.string({ unit: anySign, minLength: 1, maxLength: 12 }), { maxLength: 40 })
      .map((words) => words.join(' ')),
  )
  fc.assert(
    fc.property(name, name, (one, other) => {
      const person = normalisePerson({ given: one, surname: other, fullName: one })
      expect(person.names.length).toBeLessThanOrEqual(8)
      expect(person.words.length).toBeLessThanOrEqual(8)
      expect(describeTokens(person).length).toBeLessThanOrEqual(TOKENS_MAX)
      const foreign = person.names.filter(({ readings }) => readings !== undefined)
      if (foreign.length === person.names.length) expect(bitsOf(person)).toBeLessThanOrEqual(SLOTS.name.words * 16)
    }),
  )
})

test.each([
  ['ten thousand Latin letters', 'a'.repeat(10_000)],
  ['ten thousand katakana', 'ルシャ'.repeat(3_334)],
  ['ten thousand Chinese signs', '克斯'.repeat(5_000)],
  ['five thousand short words', 'ли '.repeat(5_000)],
  ['ten thousand pictures', '😀'.repeat(10_000)],
  ['mixed scripts without a space', 'Aня김斯ルمʿ'.repeat(1_500)],
])('%s take bounded time and few features', (_, written) => {
  const began = performance.now()
  const person = normalisePerson({ given: written, surname: written, fullName: written })
  const features = featuresOf(person)
  describeTokens(person)
  expect(performance.now() - began).toBeLessThan(1_000)
  expect(features.name.length).toBeLessThan(2_500)
})

test('nothing, one letter and only marks: no failure, and nothing is made up', () => {
  for (const written of ['', ' ', '\u200f', '😀', '́', '---'])
    expect(normalisePerson({ fullName: written }).words, JSON.stringify(written)).toEqual([])
  expect(normalisePerson({ fullName: 'J' }).words).toEqual(['j'])
  expect(describeTokens(normalisePerson({ fullName: 'J', birthDate: '1984-01-01' }))).toEqual([])
})

test('the table of readings is whole: every sign is foreign, every way is letters with a share', () => {
  for (const [sign, ways] of Object.entries(table.ways)) {
    expect(isForeign(sign) || /^['ー]/.test(sign) || /^\p{M}/u.test(sign), sign).toBe(true)
    expect(ways, sign).toMatch(/^[a-z]*\d+( [a-z]*\d+)*$/)
    const sum = ways.split(' ').reduce((all, way) => all + Number(/\d+$/.exec(way)?.[0]), 0)
    expect(Math.abs(sum - 100), sign).toBeLessThanOrEqual(6)
  }
})

test('these rules are the third version: encodings of the earlier ones may not be compared with them', () => {
  expect(NORMALISATION_VERSION).toBe('n3')
})

const anySign = fc.oneof(
  fc.constantFrom(..."Aeé '-ルシャッン김민수王斯克伟דניאלמריםمحمدгрдъщሰላምเสอअमितΓου\u200f\u200b😀"),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
)

const bitsOf = (person: ReturnType<typeof normalisePerson>): number =>
  featuresOf(person).name.reduce((sum, [, bits]) => sum + bits, 0)

/** How much of the bits of the Latin name the other one has. */
const sharedFeatures = (written: string, latin: string): number => {
  const ofWritten = new Map(featuresOf(normalisePerson({ fullName: written })).name)
  const ofLatin = featuresOf(normalisePerson({ fullName: latin })).name
  const shared = ofLatin.reduce((sum, [text, bits]) => sum + Math.min(bits, ofWritten.get(text) ?? 0), 0)
  return shared / ofLatin.reduce((sum, [, bits]) => sum + bits, 0)
}
