import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bloomEncoder } from './bloom.crypto.ts'
import { epochKeyFrom, evaluateBlinded } from './key-authority.crypto.ts'
import { Matcher } from './match.ts'
import { matcherKeysFrom, openEncoded, receiveEncoded } from './match-inbox.crypto.ts'
import { fromBase64url, toBase64url } from './messages.ts'
import type { PersonDescription } from './normalise.ts'
import { encodePerson, finishEncoding, type OwnerSetting, prepareEncoding } from './owner.crypto.ts'
import { COMMITTED_GRADES, COMMITTED_PARAMETERS } from './parameters.ts'

const epoch = '2026-4'
const keys = matcherKeysFrom(new Uint8Array(32).fill(9))
const authority = epochKeyFrom(new Uint8Array(32).fill(8), epoch)
const owner: OwnerSetting = { epoch, encoder: bloomEncoder(new Uint8Array(32).fill(7)), matcherKey: keys.publicKey }
const newMatcher = (): Matcher => new Matcher({ parameters: COMMITTED_PARAMETERS, grades: COMMITTED_GRADES })
const FIRST = '00000000-0000-4000-8000-000000000001'
const SECOND = '00000000-0000-4000-8000-000000000002'

const messagesFor = (handle: string, person: PersonDescription, act: 'insert' | 'look-up' = 'insert') => {
  const asked = prepareEncoding([{ handle, plane: 'care', person }], owner)
  if (!asked.ok) throw new Error(asked.refusal.code)
  const answered = evaluateBlinded(asked.value.message, authority)
  if (!answered.ok) throw new Error(answered.refusal.code)
  const sent = finishEncoding(asked.value.prepared, answered.value.message, act, owner)
  if (!sent.ok) throw new Error(sent.refusal.code)
  return {
    toAuthority: asked.value.message,
    toOwner: answered.value.message,
    toMatcher: sent.value,
    evaluations: answered.value.evaluations,
  }
}

test('two owners who never met find each other through the whole protocol', () => {
  const matcher = newMatcher()
  const setting = { epoch, keys }
  receiveEncoded(
    messagesFor(FIRST, { given: 'Mohammed', surname: 'Dijkstra', birthDate: '1990-02-03' }).toMatcher,
    matcher,
    setting,
  )
  const second = messagesFor(SECOND, { given: 'Muhamad', surname: 'Dykstra', birthDate: '1990-03-02' }, 'look-up')
  const received = receiveEncoded(second.toMatcher, matcher, setting)
  if (!received.ok) throw new Error(received.refusal.code)
  const { answers } = JSON.parse(received.value.answers)
  expect(answers.map((answer: { handle: string }) => answer.handle).sort()).toEqual([FIRST, SECOND])
  expect(answers[0].grade).toBe(answers[1].grade)
  expect(matcher.size).toBe(1)
})

test('the authority counts what was asked, and gives equal tokens for equal people however they were blinded', () => {
  const person = { given: 'Anna', surname: 'Bakker', birthDate: '1980-05-06' }
  const [one, two] = [messagesFor(FIRST, person), messagesFor(SECOND, person)]
  expect(one.evaluations).toBe(encodePerson(person, owner.encoder).tokens.length)
  expect(JSON.parse(one.toAuthority).elements).not.toEqual(JSON.parse(two.toAuthority).elements)
  expect(JSON.parse(one.toMatcher).records[0].tokens).toEqual(JSON.parse(two.toMatcher).records[0].tokens)
})

const nameOf = (letters: number) =>
  fc.string({ unit: fc.constantFrom(...'abdefghiklmnoprstu'), minLength: letters, maxLength: letters + 6 })

/** Every byte string that a message carries: as sent, and each base64url or hex word of it decoded. */
const readings = (message: string): readonly string[] => {
  const binary = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  const words = message.match(/[A-Za-z0-9_-]{8,}/g) ?? []
  const decoded = words.flatMap((word) => {
    const bytes = fromBase64url(word)
    return [
      ...(bytes ? [binary(bytes)] : []),
      ...(/^[0-9a-f]+$/i.test(word)
        ? [binary(Uint8Array.from(word.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)))]
        : []),
    ]
  })
  return [message, ...decoded].map((text) => text.toLowerCase())
}
const asHex = (text: string): string =>
  [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** The messages for somebody else, with none of the letters that the names of P4 are made of. */
const another = messagesFor(FIRST, { given: 'Wynn', surname: 'Wynqvx', birthDate: '1951-01-02' })
const OF_ANOTHER = [another.toAuthority, another.toOwner, another.toMatcher].flatMap(readings)

test('P4 no message to the authority or the matcher holds a name in clear, in base64 or in hex', () => {
  fc.assert(
    fc.property(nameOf(6), nameOf(6), (given, surname) => {
      // A name that is part of a word of every message ("ements" of "elements") tells nothing by being there.
      fc.pre(![given, surname].some((name) => OF_ANOTHER.some((reading) => reading.includes(name))))
      const sent = messagesFor(FIRST, {
        given,
        surname,
        birthDate: '1987-11-23',
        town: surname,
        phone: '06 00 12 34 56',
      })
      for (const message of [sent.toAuthority, sent.toOwner, sent.toMatcher])
        for (const reading of readings(message))
          for (const name of [given, surname, '1987-11-23', '600123456']) {
            expect(reading.includes(name)).toBe(false)
            expect(reading.includes(asHex(name))).toBe(false)
          }
    }),
    { numRuns: 25 },
  )
})

test('the search of P4 would find a name that leaked', () => {
  const leaks = [`{"x":"maria-bakker"}`, toBase64url(new TextEncoder().encode('..bakker..')), asHex('xxbakkerxx')]
  for (const leak of leaks) expect(readings(leak).some((reading) => reading.includes('bakker'))).toBe(true)
})

test('the authority is sent group elements and an epoch, and no handle', () => {
  const { toAuthority } = messagesFor(FIRST, { given: 'Anna', surname: 'Bakker' })
  expect(Object.keys(JSON.parse(toAuthority)).sort()).toEqual(['elements', 'epoch', 'kind', 'version'])
  expect(toAuthority).not.toContain(FIRST)
})

test('what another matcher should read stays closed, and a changed seal is refused', () => {
  const { toMatcher } = messagesFor(FIRST, { given: 'Anna', surname: 'Bakker' })
  const other = matcherKeysFrom(new Uint8Array(32).fill(10))
  expect(openEncoded(toMatcher, epoch, other)).toMatchObject({
    ok: false,
    refusal: { code: 'linkage-message-unreadable' },
  })
  const message = JSON.parse(toMatcher)
  const sealed: string = message.records[0].sealed
  message.records[0].sealed = `${sealed.slice(0, 90)}${sealed[90] === 'A' ? 'B' : 'A'}${sealed.slice(91)}`
  expect(openEncoded(JSON.stringify(message), epoch, keys)).toMatchObject({ ok: false })
  expect(openEncoded(toMatcher, epoch, keys)).toMatchObject({ ok: true })
})

test.each([
  ['no JSON', 'x', 'linkage-message-unreadable'],
  [
    'another kind',
    JSON.stringify({ version: 1, kind: 'evaluated', epoch, elements: [] }),
    'linkage-message-unreadable',
  ],
  ['another version', JSON.stringify({ version: 2, kind: 'blinded', epoch, elements: [] }), 'linkage-version-unknown'],
  [
    'another epoch',
    JSON.stringify({ version: 1, kind: 'blinded', epoch: '2020-1', elements: [] }),
    'linkage-epoch-closed',
  ],
  [
    'a name where an element should be',
    JSON.stringify({ version: 1, kind: 'blinded', epoch, elements: ['Anna Bakker'] }),
    'linkage-message-unreadable',
  ],
  [
    'the identity',
    JSON.stringify({ version: 1, kind: 'blinded', epoch, elements: [toBase64url(new Uint8Array(32))] }),
    'linkage-message-unreadable',
  ],
  [
    'too many',
    JSON.stringify({ version: 1, kind: 'blinded', epoch, elements: new Array(4097).fill('x') }),
    'linkage-message-too-large',
  ],
])('the authority refuses a message with %s', (_, message, code) => {
  expect(evaluateBlinded(message, authority)).toMatchObject({ ok: false, refusal: { code } })
})

test('the authority and the matcher refuse whatever is not a message, and never fail', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(evaluateBlinded(text, authority).ok).toBe(false)
      expect(openEncoded(text, epoch, keys).ok).toBe(false)
    }),
  )
})

test('a description that yields no token is refused: it could never be found', () => {
  const asked = prepareEncoding([{ handle: FIRST, plane: 'care', person: { given: 'Anna' } }], owner)
  expect(asked).toMatchObject({ ok: false, refusal: { code: 'linkage-nothing-to-encode' } })
})

test('an authority that answers fewer elements than were asked is not believed', () => {
  const asked = prepareEncoding(
    [{ handle: FIRST, plane: 'care', person: { given: 'Anna', surname: 'Bakker', birthDate: '1990-04-05' } }],
    owner,
  )
  if (!asked.ok) throw new Error(asked.refusal.code)
  const short = JSON.stringify({ version: 1, kind: 'evaluated', epoch, elements: [] })
  expect(finishEncoding(asked.value.prepared, short, 'insert', owner)).toMatchObject({ ok: false })
})
