import fc from 'fast-check'
import { expect, test } from 'vitest'
import { askedFor, findIn, howMatches, inOrder, keysOf, type Place, type SearchWord, wordsAt } from './search.ts'

/** A reading of our own, so that the rules stand by themselves: a word sounds like its first sign, and `*` writes it in another script. */
const read = (text: string): readonly SearchWord[] =>
  text
    .split(' ')
    .filter((each) => each !== '')
    .map((word) => {
      const bare = word.replace('*', '').toLowerCase()
      return {
        ...{ written: word.toLowerCase(), foreign: word.includes('*'), named: /^[A-Z*]/.test(word) },
        ...{ spelled: [bare], sounds: [bare.slice(0, 1)], common: ['de', 'van'].includes(bare) },
      }
    })
const place = (chapter: Place['chapter'], text: string, isName = false): Place => ({ chapter, text, isName })
const asked = (sought: string): readonly SearchWord[] => {
  const outcome = askedFor(sought, read)
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  return outcome.value
}

test('every word must stand somewhere, in whichever chapter, and each chapter says how', () => {
  const places = [place('identity', 'Fatima', true), place('story', 'in de Kas')]
  expect(findIn(asked('fatima kas'), places, read)).toEqual({
    how: 'exact',
    chapters: [
      { chapter: 'identity', how: 'exact' },
      { chapter: 'story', how: 'exact' },
    ],
  })
  expect(findIn(asked('fatima winkel'), places, read)).toBeUndefined()
  expect(findIn(asked('fatima'), [], read)).toBeUndefined()
})

test('an answer is as exact as the word that matches least', () => {
  const places = [place('identity', '*fatima Kok', true)]
  expect(findIn(asked('fatima kok'), places, read)?.how).toBe('other-script')
  expect(findIn(asked('fatima klok'), places, read)?.how).toBe('sounds-alike')
  expect(inOrder([{ how: 'sounds-alike' }, { how: 'exact' }, { how: 'other-script' }])).toEqual([
    { how: 'exact' },
    { how: 'other-script' },
    { how: 'sounds-alike' },
  ])
})

test('words of every text are left out of a question, unless there are no others', () => {
  expect(asked('de kas van').map(({ written }) => written)).toEqual(['kas'])
  expect(asked('van').map(({ written }) => written)).toEqual(['van'])
  // In a name they stand; in a text they do not.
  expect(findIn(asked('van'), [place('identity', 'Van', true)], read)?.how).toBe('exact')
  expect(findIn(asked('van'), [place('story', 'van')], read)).toBeUndefined()
})

test('a question of one letter is refused, one sign of another script is not', () => {
  for (const short of ['', ' ', 'x', 'x y']) expect(askedFor(short, read).ok).toBe(false)
  expect(askedFor('*x', read).ok).toBe(true)
})

test('in a text only what begins like a name is heard', () => {
  expect(findIn(asked('fotima'), [place('story', 'met fatima')], read)).toBeUndefined()
  expect(findIn(asked('fotima'), [place('story', 'met Fatima')], read)?.how).toBe('sounds-alike')
  expect(findIn(asked('fotima'), [place('identity', 'fatima', true)], read)?.how).toBe('sounds-alike')
})

test('whatever matches shares a key of the index, so that the index proposes it', () => {
  const WORD = fc.stringMatching(/^[*]?[A-Ca-c]{1,3}$/)
  fc.assert(
    fc.property(WORD, WORD, fc.boolean(), (sought, there, isName) => {
      const [question] = read(sought)
      for (const word of wordsAt({ text: there, isName }, read)) {
        if (!question || howMatches(question, word) === undefined) continue
        expect(keysOf(word).some((key) => keysOf(question).includes(key))).toBe(true)
      }
    }),
    { numRuns: 5_000 },
  )
})
