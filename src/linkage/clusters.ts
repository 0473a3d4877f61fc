/**
 * From pairs to groups of records of one person. Never by plain transitive closure: one wrong pair would join two
 * persons and all that is theirs. Two groups become one only when enough of all possible pairs between them are there.
 */
export type Link = { readonly a: number; readonly b: number; readonly chance: number }
export type ClusterRule = { readonly chanceLeast: number; readonly densityLeast: number }
export const CLUSTER_RULE: ClusterRule = { chanceLeast: 0.5, densityLeast: 0.4 }

/** The cluster of each record of 0 to `size` - 1, named by one of its records. Strong links first; ties by record number. */
export const clusterLinks = (links: readonly Link[], size: number, rule: ClusterRule = CLUSTER_RULE): Int32Array => {
  const parent = Int32Array.from({ length: size }, (_, record) => record)
  const members = new Int32Array(size).fill(1)
  const between = new Map<number, Map<number, number>>()
  const root = (record: number): number => {
    let at = record
    while ((parent[at] ?? at) !== at) {
      parent[at] = parent[parent[at] ?? at] ?? at
      at = parent[at] ?? at
    }
    return at
  }
  const count = (a: number, b: number, by: number): number => {
    const of = between.get(a) ?? new Map<number, number>()
    between.set(a, of)
    const total = (of.get(b) ?? 0) + by
    of.set(b, total)
    return total
  }
  const join = (a: number, b: number): void => {
    const [stays, goes] = (between.get(a)?.size ?? 0) >= (between.get(b)?.size ?? 0) ? [a, b] : [b, a]
    parent[goes] = stays
    members[stays] = (members[stays] ?? 0) + (members[goes] ?? 0)
    between.get(stays)?.delete(goes)
    for (const [other, seen] of between.get(goes) ?? []) {
      between.get(other)?.delete(goes)
      if (other === stays) continue
      count(stays, other, seen)
      count(other, stays, seen)
    }
    between.delete(goes)
  }
  const ordered = links
    .filter(({ chance }) => chance >= rule.chanceLeast)
    .sort((x, y) => y.chance - x.chance || x.a - y.a || x.b - y.b)
  for (const link of ordered) {
    const [a, b] = [root(link.a), root(link.b)]
    if (a === b) continue
    const seen = count(a, b, 1)
    count(b, a, 1)
    if (seen >= rule.densityLeast * (members[a] ?? 1) * (members[b] ?? 1)) join(a, b)
  }
  return Int32Array.from({ length: size }, (_, record) => root(record))
}
