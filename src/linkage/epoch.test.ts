import fc from 'fast-check'
import { expect, test } from 'vitest'
import { currentEpoch, type Epoch, encodableIn, needsTurn, nextEpoch, openEpochs, turningFrom } from './epoch.ts'
import { epochClosedMessage, epochNamedIn, readEpochClosed } from './epoch-message.ts'

const at = new Date('2026-11-16T09:00:00Z')
const epoch = (place: number, more: Partial<Epoch> = {}): Epoch => ({
  ...{ name: `e${place}`, place, normalisationVersion: 'n1', encodingVersion: 'e1', reason: 'opened', openedAt: at },
  ...more,
})
const n1 = { normalisation: 'n1', encoding: 'e1' }
const n2 = { normalisation: 'n2', encoding: 'e1' }
const names = (epochs: readonly Epoch[]): readonly string[] => epochs.map((each) => each.name)

test('during a turn of one version a description is encoded in both epochs, newest first', () => {
  expect(names(encodableIn([epoch(1), epoch(2)], n1))).toEqual(['e2', 'e1'])
})

test('after a raise of a version it is encoded in the new epoch alone', () => {
  expect(names(encodableIn([epoch(1), epoch(2, { normalisationVersion: 'n2' })], n2))).toEqual(['e2'])
})

test('code that is older than the epoch in use encodes nowhere, also where an older epoch of its version is still open', () => {
  expect(encodableIn([epoch(1), epoch(2, { normalisationVersion: 'n2' })], n1)).toEqual([])
})

test('a turn is due for newer code, and never for older', () => {
  const log = [epoch(1, { normalisationVersion: 'n9' })]
  expect(needsTurn(log, { normalisation: 'n10', encoding: 'e1' })).toBe(true)
  expect(needsTurn(log, { normalisation: 'n9', encoding: 'e2' })).toBe(true)
  expect(needsTurn(log, { normalisation: 'n9', encoding: 'e1' })).toBe(false)
  expect(needsTurn(log, { normalisation: 'n8', encoding: 'e1' })).toBe(false)
  expect(needsTurn(log, { normalisation: 'n8', encoding: 'e2' })).toBe(false)
})

const log = fc
  .array(fc.record({ closed: fc.boolean(), version: fc.integer({ min: 1, max: 3 }) }), { minLength: 1, maxLength: 6 })
  .map((each) =>
    each.map(({ closed, version }, place) =>
      epoch(place + 1, { normalisationVersion: `n${version}`, ...(closed ? { closedAt: at } : {}) }),
    ),
  )

test('whatever the log: nobody encodes in a closed epoch or in one of another version, and never in an old one without the newest', () => {
  fc.assert(
    fc.property(log, fc.integer({ min: 1, max: 3 }), (epochs, version) => {
      const chosen = encodableIn(epochs, { normalisation: `n${version}`, encoding: 'e1' })
      for (const each of chosen) {
        expect(each.closedAt).toBeUndefined()
        expect(each.normalisationVersion).toBe(`n${version}`)
      }
      if (chosen.length > 0) expect(chosen[0]).toBe(currentEpoch(epochs))
      expect(turningFrom(epochs).length).toBe(Math.max(0, openEpochs(epochs).length - 1))
    }),
  )
})

test('a name of an epoch is never used again, also when all are closed', () => {
  fc.assert(
    fc.property(log, (epochs) => {
      expect(names(epochs)).not.toContain(nextEpoch(epochs).name)
    }),
  )
})

test('that an epoch is over is told in one shape; any other text is not that message', () => {
  const message = epochClosedMessage('e7')
  expect(readEpochClosed(message)).toBe('e7')
  expect(epochNamedIn(message)).toBe('e7')
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (other) => {
      expect(readEpochClosed(other)).toBeUndefined()
    }),
  )
  for (const near of [`${message} `, message.replace('closed', 'open'), message.replace('e7', 'E7;drop')])
    expect(readEpochClosed(near)).toBeUndefined()
})
