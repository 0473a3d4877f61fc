/** In which order rules are said: by the urgency of their topic, and inside a topic by what data/rules/matters.json puts first. */
import { type Rule, TOPICS } from './rule.ts'
import type { Matters } from './rule-matters.ts'

/** The rules in the order in which a reader needs them. A rule stands after every rule that goes before it. */
export const inUrgency = (rules: readonly Rule[], orders: Matters['orders']): readonly Rule[] => {
  const before = orders.filter(({ goes }) => goes === 'before')
  const left = [...rules].sort(
    (one, other) => TOPICS.indexOf(one.topic) - TOPICS.indexOf(other.topic) || (one.id < other.id ? -1 : 1),
  )
  const placed: Rule[] = []
  while (left.length > 0) {
    const topic = left[0]?.topic
    const free = left.findIndex(
      (rule) =>
        rule.topic === topic &&
        !before.some((order) => order.rules[1] === rule.id && left.some((each) => each.id === order.rules[0])),
    )
    placed.push(...left.splice(Math.max(free, 0), 1))
  }
  return placed
}
