/** Which entries are one person, from the pairs that both desks confirmed and nobody took back. */

export type ConfirmedPair = { readonly first: string; readonly second: string }
export type Member = { readonly handle: string; readonly cluster?: string }
/** An entry that comes in another cluster, or in none any more. */
export type Move = { readonly handle: string; readonly from?: string; readonly to?: string }

/**
 * The moves that bring the clusters of these members in line with the pairs that stand. Each group keeps the name that most of
 * its members have; of two groups that claim one name the larger keeps it. Who is alone is in no cluster. The order of members
 * and pairs changes nothing.
 */
export const regroup = (
  members: readonly Member[],
  pairs: readonly ConfirmedPair[],
  newName: () => string,
): readonly Move[] => {
  const sorted = [...members].sort((a, b) => (a.handle < b.handle ? -1 : 1))
  const groups = groupsOf(sorted, pairs).sort((a, b) => b.length - a.length)
  const taken = new Set<string>()
  return groups.flatMap((group) => {
    const to = group.length < 2 ? undefined : (commonName(group, taken) ?? newName())
    if (to !== undefined) taken.add(to)
    return group.filter(({ cluster }) => cluster !== to).map(({ handle, cluster }) => move(handle, cluster, to))
  })
}

const move = (handle: string, from: string | undefined, to: string | undefined): Move => ({
  handle,
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
})

/** Members that hang together through pairs, in the order of the members. Pairs with somebody else are passed over. */
const groupsOf = (members: readonly Member[], pairs: readonly ConfirmedPair[]): Member[][] => {
  const leader = new Map(members.map(({ handle }) => [handle, handle]))
  const find = (handle: string): string => {
    let at = handle
    for (let next = leader.get(at) ?? at; next !== at; next = leader.get(at) ?? at) at = next
    return at
  }
  for (const { first, second } of pairs) {
    if (!leader.has(first) || !leader.has(second)) continue
    const [one, other] = [find(first), find(second)].sort()
    if (one !== undefined && other !== undefined) leader.set(other, one)
  }
  return [...Map.groupBy(members, ({ handle }) => find(handle)).values()]
}

const commonName = (group: readonly Member[], taken: ReadonlySet<string>): string | undefined => {
  const counts = new Map<string, number>()
  for (const { cluster } of group)
    if (cluster !== undefined && !taken.has(cluster)) counts.set(cluster, (counts.get(cluster) ?? 0) + 1)
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0]
}
