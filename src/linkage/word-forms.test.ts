import { expect, test } from 'vitest'
import { wordForms } from './word-forms.ts'

const meets = (asked: string, there: string): 'written' | 'spelled' | 'sound' | 'not' => {
  const [[a], [b]] = [wordForms(asked), wordForms(there)]
  if (!a || !b) return 'not'
  if (a.written === b.written) return 'written'
  if ([a.written, ...a.spelled].some((each) => b.spelled.includes(each))) return 'spelled'
  return a.sounds.some((each) => b.sounds.includes(each)) ? 'sound' : 'not'
}

test.each([
  ['Fatima', 'فاطمة', 'spelled'],
  ['Mohammed', 'محمد', 'spelled'],
  ['Maryam', 'مريم', 'sound'],
  ['Oksana', 'Оксана', 'spelled'],
  ['Wang', '王小明', 'spelled'],
  ['Xiaoming', '王小明', 'spelled'],
  ['Minsu', '김민수', 'spelled'],
  ['çelik', 'CELIK', 'written'],
  ['Violeta', 'Wioletta', 'sound'],
  ['Anna', 'Petra', 'not'],
  ['Nummer1', 'Nummer2', 'not'],
])('%s and %s meet as %s', (asked, there, how) => {
  expect(meets(asked, there)).toBe(how)
})

test('a date and a telephone number are one word, however they are written', () => {
  const written = (text: string) => wordForms(text).map((each) => each.written)
  expect(written('geboren 6-3-1985')).toEqual(['geboren', '1985-03-06'])
  expect(written('1985-03-06')).toEqual(['1985-03-06'])
  for (const number of ['+31 6 00123456', '06 0012 3456', '0031600123456'])
    expect(written(number)).toEqual(['+31600123456'])
  // Four digits are no telephone.
  expect(written('kamer 12 34')).toEqual(['kamer', '12', '34'])
})

test('words that every text is made of are known as such, and a capital or a script without tells a name', () => {
  const words = wordForms('De vrouw van Fatima en 王小明')
  expect(words.filter(({ common }) => common).map(({ written }) => written)).toEqual(['de', 'van', 'en'])
  expect(words.filter(({ common, named }) => named && !common).map(({ written }) => written)).toEqual([
    'fatima',
    '王小明',
  ])
})

test('what has no ink gives no word, and a word of any length is bounded', () => {
  expect(wordForms(' \u200b\u2066 … !? 🙂')).toEqual([])
  for (const each of wordForms(`${'محمد'.repeat(500)} ${'x'.repeat(5_000)}`)) {
    expect(each.spelled.length).toBeLessThanOrEqual(24)
    expect(each.sounds.length).toBeLessThanOrEqual(6)
  }
})
