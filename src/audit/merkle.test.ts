import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { logSignerOf } from './checkpoint.crypto.ts'
import { judgeCheckpoint, type Kept } from './keep-checkpoint.crypto.ts'
import {
  append,
  consistencyRanges,
  EMPTY,
  fullTrees,
  innerHash,
  isConsistent,
  leafHash,
  rootOf,
} from './merkle.crypto.ts'

const leavesOf = (count: number): Buffer[] => Array.from({ length: count }, (_, i) => leafHash(Buffer.from(`row ${i}`)))

/** The definition of RFC 9162, 2.1.1, written down as it stands there. */
const rootByDefinition = (leaves: readonly Buffer[]): Buffer => {
  if (leaves.length === 0) return createHash('sha256').digest()
  const [only] = leaves
  if (leaves.length === 1 && only) return only
  let half = 1
  while (half * 2 < leaves.length) half *= 2
  return innerHash(rootByDefinition(leaves.slice(0, half)), rootByDefinition(leaves.slice(half)))
}

test('the root of nothing and of an empty leaf are those of RFC 9162', () => {
  expect(rootOf(EMPTY).toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(leafHash(Buffer.alloc(0)).toString('hex')).toBe(
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  )
})

test('P4 leaves that come one by one, or many at once, make the root that the definition makes', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 6 }), (parts) => {
      const leaves = leavesOf(parts.reduce((sum, part) => sum + part, 0))
      let [edge, from] = [EMPTY, 0]
      for (const part of parts) {
        edge = append(edge, leaves.slice(from, from + part)).edge
        from += part
      }
      expect(rootOf(edge)).toEqual(rootByDefinition(leaves))
      expect(edge.size).toBe(leaves.length)
    }),
  )
})

test('every full tree that was completed is given once, with the root of its leaves', () => {
  const leaves = leavesOf(300)
  const { made } = append(EMPTY, leaves)
  expect(new Set(made.map(({ level, place }) => `${level} ${place}`)).size).toBe(made.length)
  for (const { level, place, hash } of made)
    expect(hash).toEqual(rootByDefinition(leaves.slice(place * 2 ** level, (place + 1) * 2 ** level)))
})

test('full trees cover a range without gap or overlap', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.nat(500), (from, count) => {
      let at = from
      for (const { level, place } of fullTrees(from, from + count)) {
        expect(place * 2 ** level).toBe(at)
        at += 2 ** level
      }
      expect(at).toBe(from + count)
    }),
  )
})

const proofOf = (leaves: readonly Buffer[], from: number): Buffer[] =>
  consistencyRanges(from, leaves.length).map(([start, end]) => rootByDefinition(leaves.slice(start, end)))
const head = (leaves: readonly Buffer[]) => ({ size: leaves.length, root: rootByDefinition(leaves) })

test('P5 a tree that grew is shown to begin with the earlier one, for every two sizes up to 70', () => {
  for (let to = 0; to <= 70; to += 1)
    for (let from = 0; from <= to; from += 1) {
      const leaves = leavesOf(to)
      expect(isConsistent(head(leaves.slice(0, from)), head(leaves), proofOf(leaves, from)), `${from} ${to}`).toBe(true)
    }
})

test('P5 a tree of which one earlier leaf was changed, left out or put in is never shown to begin with the earlier one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 90 }),
      fc.nat(),
      fc.nat(),
      fc.constantFrom('edit', 'delete', 'insert', 'swap'),
      (to, pickFrom, pickAt, act) => {
        const leaves = leavesOf(to)
        const from = 2 + (pickFrom % (to - 1))
        const at = pickAt % (from - 1)
        const earlier = head(leaves.slice(0, from))
        const other = leafHash(Buffer.from('never written'))
        const rewritten = [...leaves]
        if (act === 'edit') rewritten[at] = other
        if (act === 'delete') rewritten.splice(at, 1)
        if (act === 'insert') rewritten.splice(at, 0, other)
        if (act === 'swap') [rewritten[at], rewritten[at + 1]] = [rewritten[at + 1] ?? other, rewritten[at] ?? other]
        if (rewritten.length < from) return
        expect(isConsistent(earlier, head(rewritten), proofOf(rewritten, from))).toBe(false)
      },
    ),
    { numRuns: 1_000 },
  )
})

test('a proof that is too long, too short or of another tree proves nothing', () => {
  const leaves = leavesOf(21)
  const [earlier, later] = [head(leaves.slice(0, 11)), head(leaves)]
  const proof = proofOf(leaves, 11)
  expect(isConsistent(earlier, later, proof)).toBe(true)
  expect(isConsistent(earlier, later, proof.slice(1))).toBe(false)
  expect(isConsistent(earlier, later, [...proof, later.root])).toBe(false)
  expect(isConsistent(earlier, later, [])).toBe(false)
  expect(isConsistent(later, earlier, proof)).toBe(false)
})

test('P8 whoever keeps checkpoints takes what continues the last, knows what was kept, and refuses what was rewritten', () => {
  const signer = logSignerOf(Buffer.alloc(32, 1))
  const { verifierKey } = signer
  const leaves = leavesOf(40)
  const fetched = (size: number, since: number, of = leaves) => ({
    note: signer.sign(head(of.slice(0, size))),
    verifierKey,
    proof: proofOf(of.slice(0, size), since).map((hash) => hash.toString('base64')),
  })
  const noteOf = (size: number): string => fetched(size, size).note
  const kept: Kept = { verifierKey, notes: [noteOf(9), noteOf(17)] }
  expect(judgeCheckpoint({ verifierKey, notes: [] }, fetched(9, 9))).toBe('kept')
  expect(judgeCheckpoint(kept, fetched(40, 17))).toBe('kept')
  expect(judgeCheckpoint(kept, fetched(17, 9))).toBe('known')
  expect(judgeCheckpoint(kept, fetched(9, 9))).toBe('known')
  expect(judgeCheckpoint(kept, fetched(12, 9))).toBe('older')
  // Fetched for another point, or rewritten before it.
  expect(judgeCheckpoint(kept, fetched(40, 9))).toBe('does-not-continue')
  const rewritten = leaves.with(3, leafHash(Buffer.from('other')))
  expect(judgeCheckpoint(kept, fetched(40, 17, rewritten))).toBe('does-not-continue')
  expect(judgeCheckpoint(kept, fetched(17, 17, rewritten))).toBe('does-not-continue')
  const other = logSignerOf(Buffer.alloc(32, 2))
  expect(judgeCheckpoint(kept, { ...fetched(40, 17), verifierKey: other.verifierKey })).toBe('other-key')
  expect(judgeCheckpoint(kept, { ...fetched(40, 17), note: other.sign(head(leaves)) })).toBe('not-signed')
})
