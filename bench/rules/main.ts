/**
 * `npm run bench:rules`: verdicts a second on one core, compiled and interpreted, on invented situations; and what a change of the rules does
 * to 100,000 of them. Every answer of the compiled tables is compared with the interpreter on the way.
 */
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { day, randomFrom } from '../../src/kernel/index.ts'
import { evaluate } from '../../src/responsibility/conditions.ts'
import { decideResponsibility } from '../../src/responsibility/decide-responsibility.ts'
import type { Facts } from '../../src/responsibility/facts.ts'
import { inventFacts } from '../../src/responsibility/invented-facts.ts'
import { isValidOn, type Rule } from '../../src/responsibility/rule.ts'
import { RULES } from '../../src/responsibility/rule-book.ts'
import { codesOf } from '../../src/responsibility/truth-table.ts'
import { whatIfRules } from '../../src/responsibility/what-if.ts'

const HELP = `bench:rules: verdicts a second, and what-if over many.

  --verdicts N   for the rate (default 200000)
  --dossiers N   for what-if (default 100000)
  --json
`
const ON = day('2026-12-01')
const { values } = parseArgs({
  options: {
    verdicts: { type: 'string', default: '200000' },
    dossiers: { type: 'string', default: '100000' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const seconds = (act: () => void): number => {
  const began = performance.now()
  act()
  return (performance.now() - began) / 1000
}

/** The certain rules as the interpreter finds them, one condition after the other. */
const interpreted = (facts: Facts): readonly Rule[] =>
  RULES.filter((rule) => isValidOn(rule, ON) && evaluate(rule.when, facts).truth === 'yes')

const verdicts = () => {
  const random = randomFrom(1)
  const situations = Array.from({ length: Number(values.verdicts) }, () => inventFacts(random))
  for (const facts of situations.slice(0, 5000)) decideResponsibility(RULES, facts, ON)
  let certain = 0
  const compiled = seconds(() => {
    for (const facts of situations) certain += decideResponsibility(RULES, facts, ON).certain.length
  })
  const few = situations.slice(0, Math.ceil(situations.length / 10))
  const slow = seconds(() => {
    for (const facts of few) interpreted(facts)
  })
  let different = 0
  for (const facts of situations) {
    const codes = codesOf(facts)
    for (const rule of RULES) if (rule.table().truth(codes) !== evaluate(rule.when, facts).truth) different++
  }
  return {
    verdicts: situations.length,
    perSecond: Math.round(situations.length / compiled),
    interpretedPerSecond: Math.round(few.length / slow),
    certainRules: certain,
    comparedWithInterpreter: situations.length * RULES.length,
    different,
  }
}

/** R10 loses one letter and R29 another payer: a change that touches many, in both ways. */
const changed = (): readonly Rule[] =>
  RULES.map((rule) => {
    if (rule.id !== 'R10' && rule.id !== 'R29') return rule
    if (rule.id === 'R29') return { ...rule, payer: 'state' as const }
    const narrower = RULES.find(({ id }) => id === 'R09')
    return narrower ? { ...rule, when: narrower.when, table: narrower.table } : rule
  })

const whatIf = () => {
  const random = randomFrom(2)
  const dossiers = Array.from({ length: Number(values.dossiers) }, () => inventFacts(random))
  let counted: ReturnType<typeof whatIfRules> | undefined
  const took = seconds(() => {
    counted = whatIfRules(RULES, changed(), dossiers, ON)
  })
  return { seconds: Math.round(took * 1000) / 1000, ...counted }
}

if (values.help) process.stdout.write(HELP)
else {
  const found = { load: loadavg()[0], verdicts: verdicts(), whatIf: whatIf() }
  process.stdout.write(`${values.json ? JSON.stringify(found) : JSON.stringify(found, null, 2)}\n`)
  const good = found.verdicts.perSecond >= 20_000 && found.verdicts.different === 0 && found.whatIf.seconds <= 10
  if (!good) process.exitCode = 1
}
