import { expect, test } from 'vitest'
import { familyNameSpellings, koreanSounds, mayBeGivenName } from './korean.ts'
import { readWord } from './readings.ts'

const textsOf = (word: string): readonly string[] => readWord(word).map(([text]) => text)

test('every syllable of Hangul is read, also those that no pair of names has shown', () => {
  for (let sign = 0xac00; sign <= 0xd7a3; sign += 1) {
    const readings = readWord(String.fromCharCode(sign))
    expect(readings.length, String.fromCharCode(sign)).toBeGreaterThan(0)
    for (const [text] of readings) expect(text).toMatch(/^[a-z ]+$/)
  }
})

test.each([
  ['김민수', 'kim minsu'],
  ['박서연', 'park seoyeon'],
  ['이준호', 'lee junho'],
  ['이준호', 'yi junho'],
  ['최영희', 'choi younghui'],
  ['영희', 'younghee'],
  ['민수', 'minsoo'],
  ['노', 'roh'],
])('%s may be written %s', (written, latin) => {
  expect(textsOf(written)).toContain(latin)
})

test('a consonant before a vowel is heard with it, and a nasal sound may bend the one before it', () => {
  expect(koreanSounds('석영').join('')).toBe(koreanSounds('서경').join(''))
  expect(textsOf('백만').some((text) => text.includes('ngm'))).toBe(true)
})

test('syllables that only foreign words need are no Korean name', () => {
  for (const name of ['민수', '서연', '승', '은지']) expect(mayBeGivenName(name), name).toBe(true)
  for (const word of ['크리', '스', '마크', '프랑', '민수지', '토니', '이어', '피냐'])
    expect(mayBeGivenName(word), word).toBe(false)
})

test('spellings of a family name share one whole, and a syllable that is none has none', () => {
  for (const name of '김이박최정강조노류임우유') {
    const shares = familyNameSpellings(name).map(([, share]) => share)
    expect(shares.length, name).toBeGreaterThan(1)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
  }
  expect(familyNameSpellings('크')).toEqual([])
})
