/**
 * A tree of hashes over the log, as RFC 9162 (section 2.1) has it: leaves and inner nodes are hashed apart, so that neither can pass for the other.
 * A tree of n leaves is a row of full trees, the largest first; adding a leaf touches the right edge alone.
 */
import { hash } from 'node:crypto'

/** The roots of the full trees that make up a tree, the largest first: one for each bit of its size that is set. */
export type Edge = { readonly size: number; readonly roots: readonly Buffer[] }
/** The root of a full tree of 2^level leaves, the `place`th of that size. */
export type TreeNode = { readonly level: number; readonly place: number; readonly hash: Buffer }

export const EMPTY: Edge = { size: 0, roots: [] }

const sha256 = (...parts: readonly Uint8Array[]): Buffer => hash('sha256', Buffer.concat(parts), 'buffer')
const [LEAF, INNER] = [Buffer.of(0), Buffer.of(1)]

export const leafHash = (content: Uint8Array): Buffer => sha256(LEAF, content)
export const innerHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(INNER, left, right)

/** The tree with these leaves behind it, and every full tree that they completed. */
export const append = (
  edge: Edge,
  leaves: readonly Buffer[],
): { readonly edge: Edge; readonly made: readonly TreeNode[] } => {
  const roots = [...edge.roots]
  const made: TreeNode[] = []
  let { size } = edge
  for (const leaf of leaves) {
    let hash = leaf
    let [level, place] = [0, size]
    // Two full trees of one size become one of the next: as long as this one is a right half.
    while (place % 2 === 1) {
      const left = roots.pop()
      if (!left) throw new RangeError('this edge is not of that size')
      hash = innerHash(left, hash)
      level += 1
      place = (place - 1) / 2
      made.push({ level, place, hash })
    }
    roots.push(hash)
    size += 1
  }
  return { edge: { size, roots }, made }
}

/** The root of a tree; that of no leaves is the hash of nothing. */
export const rootOf = ({ roots }: Edge): Buffer =>
  roots.length === 0 ? sha256() : roots.reduceRight((right, left) => innerHash(left, right))

/** A row of full trees that covers leaves `from` up to `until`, from left to right. */
export const fullTrees = (from: number, until: number): readonly Omit<TreeNode, 'hash'>[] => {
  const trees: Omit<TreeNode, 'hash'>[] = []
  let at = from
  while (at < until) {
    let level = 0
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= until) level += 1
    trees.push({ level, place: at / 2 ** level })
    at += 2 ** level
  }
  return trees
}

/** Which ranges of leaves stand in a proof that the tree of `to` leaves begins with that of `from`, in the order of the RFC (2.1.4.1). */
export const consistencyRanges = (from: number, to: number): readonly (readonly [number, number])[] => {
  if (from === 0 || from === to) return []
  const ranges: (readonly [number, number])[] = []
  const descend = (m: number, start: number, end: number, whole: boolean): void => {
    if (m === end - start) {
      if (!whole) ranges.push([start, end])
      return
    }
    const half = largestPowerBelow(end - start)
    if (m <= half) {
      descend(m, start, start + half, whole)
      ranges.push([start + half, end])
    } else {
      descend(m - half, start + half, end, false)
      ranges.push([start, start + half])
    }
  }
  descend(from, 0, to, true)
  return ranges
}

const largestPowerBelow = (n: number): number => 2 ** Math.ceil(Math.log2(n) - 1)

export type TreeHead = { readonly size: number; readonly root: Buffer }

/** Does the later tree begin with the earlier one? Checked as RFC 9162, 2.1.4.2 says. */
export const isConsistent = (earlier: TreeHead, later: TreeHead, proof: readonly Buffer[]): boolean => {
  if (earlier.size > later.size) return false
  if (earlier.size === later.size) return proof.length === 0 && earlier.root.equals(later.root)
  if (earlier.size === 0) return proof.length === 0 && earlier.root.equals(rootOf(EMPTY))
  const isPower = Number.isInteger(Math.log2(earlier.size))
  const [first, ...rest] = isPower ? [earlier.root, ...proof] : proof
  if (!first) return false
  let [node, last] = [earlier.size - 1, later.size - 1]
  while (node % 2 === 1) [node, last] = [half(node), half(last)]
  let [old, young] = [first, first]
  for (const sibling of rest) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      old = innerHash(sibling, old)
      young = innerHash(sibling, young)
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else young = innerHash(young, sibling)
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && old.equals(earlier.root) && young.equals(later.root)
}

// Sizes go beyond what shifting of 32 bits can hold.
const half = (n: number): number => Math.floor(n / 2)
