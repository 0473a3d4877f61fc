/**
 * One question, three answers: the rule of the product, the oracle that was written apart from it, and the database with its own policies. The
 * suite asks 5,000; `npm run verify:access` 100,000, and a million of the rule and the oracle alone (SAMENHANG_ACCESS_REQUESTS, _PURE, _SEED).
 */
import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decide } from '../../src/access/decide.ts'
import { readPolicy } from '../../src/access/policy.store.ts'
import { randomFrom } from '../../src/kernel/index.ts'
import { type Asking, drawClaimed, makeFiles, openAsker, type RowAsker } from '../support/asked-rows.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'
import { answerOf } from './oracle/oracle.ts'
import { drawQuestion } from './oracle/questions.ts'

const REQUESTS = Number(process.env['SAMENHANG_ACCESS_REQUESTS'] ?? 5_000)
const PURE = Number(process.env['SAMENHANG_ACCESS_PURE'] ?? 5_000)
const SEED = Number(process.env['SAMENHANG_ACCESS_SEED'] ?? 20_261_129)
const REPORT = process.env['SAMENHANG_ACCESS_REPORT']
const AT_ONCE = 20

const { policy } = readPolicy()
let house: TestSystem
let asking: Asking
let askers: readonly RowAsker[]
beforeAll(async () => {
  house = await openTestSystem()
  asking = await makeFiles(house, randomFrom(SEED))
  askers = await Promise.all([1, 2].map(() => openAsker(house)))
}, 120_000)
afterAll(async () => {
  await Promise.all(askers.map((each) => each.close()))
  await house.close()
})

const report: Record<string, unknown> = { seed: SEED }
afterAll(() => {
  if (REPORT) writeFileSync(REPORT, JSON.stringify(report))
})

test('the rule and the oracle answer alike, code by code', () => {
  const [random, began] = [randomFrom(SEED), performance.now()]
  const different: string[] = []
  const answers = new Map<string, number>()
  for (let i = 0; i < PURE; i += 1) {
    const question = drawQuestion(random)
    const decision = decide(policy, question)
    const answer = decision.ok ? 'yes' : decision.refusal.code
    answers.set(answer, (answers.get(answer) ?? 0) + 1)
    if (answer !== answerOf(question))
      different.push(`${answer}, not ${answerOf(question)}: ${JSON.stringify(question)}`)
  }
  const seconds = (performance.now() - began) / 1000
  report['pure'] = { asked: PURE, different: different.length, seconds, answers: Object.fromEntries(answers) }
  console.log(`pure: ${PURE} questions, ${different.length} different, ${seconds.toFixed(1)} s`)
  expect(different.slice(0, 5)).toEqual([])
}, 600_000)

test('the database lets through what the rule and the oracle say yes to, and nothing else', async () => {
  const [random, began, at] = [randomFrom(SEED + 1), performance.now(), house.clock.now()]
  const different: string[] = []
  const met = new Map<string, number>()
  let [left, asked] = [REQUESTS, 0]
  await Promise.all(
    askers.map(async (asker) => {
      while (left > 0) {
        const claimed = drawClaimed(random, asking, at, Math.min(AT_ONCE, left))
        left -= claimed.asked.length
        const told = await asker.ask(claimed, at)
        for (const [index, { question }] of claimed.asked.entries()) {
          const decision = decide(policy, question)
          const [rule, oracle] = [decision.ok ? 'yes' : 'no', answerOf(question) === 'yes' ? 'yes' : 'no']
          asked += 1
          const name = `${question.act} ${told[index]}`
          met.set(name, (met.get(name) ?? 0) + 1)
          if (rule !== oracle || rule !== told[index])
            different.push(`rule ${rule}, oracle ${oracle}, database ${told[index]}: ${JSON.stringify(question)}`)
        }
      }
    }),
  )
  const seconds = (performance.now() - began) / 1000
  report['database'] = { asked, different: different.length, seconds, met: Object.fromEntries([...met].sort()) }
  console.log(`rule, oracle and database: ${asked} requests, ${different.length} different, ${seconds.toFixed(1)} s`)
  expect(different.slice(0, 5)).toEqual([])
  expect(asked).toBe(REQUESTS)
  // Each act was met with either answer, so that agreeing means something.
  for (const act of ['see', 'read', 'hear', 'note', 'change', 'agree', 'stop', 'offer', 'answer', 'destroy'])
    for (const answer of ['yes', 'no']) expect(met.get(`${act} ${answer}`) ?? 0, `${act} ${answer}`).toBeGreaterThan(0)
}, 900_000)

/** Each keeps the database to what the rule says; without it the three differ, so that agreeing is no accident. */
const KEPT_BY = [
  ...(['dossier.dossier own_or_in_reach', 'dossier.dossier purpose_fits', 'dossier.dossier purpose_changes'] as const),
  ...(['dossier.dossier emergency_sees_no_file', 'dossier.dossier police_see_own_files'] as const),
  ...(['dossier.fact own_addressed_or_in_reach', 'dossier.fact purpose_reads', 'dossier.fact purpose_notes'] as const),
  ...(['dossier.fact police_read_own_rows', 'dossier.fact police_write_in_own_files'] as const),
  ...(['dossier.fact notes_within_reach', 'dossier.fact emergency_reads_no_more'] as const),
  ...(['dossier.handover purpose_offers', 'dossier.handover purpose_moves'] as const),
  ...(['access.consent purpose_agrees', 'access.consent purpose_stops'] as const),
  ...(['retention.destruction purpose_destroys'] as const),
]
test.each(KEPT_BY)(
  'without the policy %s the database says something else than the rule',
  async (name) => {
    const [table = '', policy = ''] = name.split(' ')
    const [admin, at] = [await house.admin(), house.clock.now()]
    const [asker] = askers
    const { rows } = await admin.query<{ cmd: string; qual: string | null; check: string | null }>(
      "select cmd, qual, with_check as check from pg_policies where schemaname || '.' || tablename = $1 and policyname = $2",
      [table, policy],
    )
    const [kept] = rows
    await admin.query(`drop policy ${policy} on ${table}`)
    try {
      const random = randomFrom(SEED + 2)
      let [differs, asked] = [0, 0]
      while (differs === 0 && asked < 20_000) {
        const claimed = drawClaimed(random, asking, at, AT_ONCE)
        const told = (await asker?.ask(claimed, at)) ?? []
        asked += told.length
        differs += claimed.asked.filter(
          ({ question }, index) => (answerOf(question) === 'yes' ? 'yes' : 'no') !== told[index],
        ).length
      }
      expect(differs).toBeGreaterThan(0)
    } finally {
      const using = kept?.qual ? ` using (${kept.qual})` : ''
      const check = kept?.check ? ` with check (${kept.check})` : ''
      await admin.query(
        `create policy ${policy} on ${table} as restrictive for ${kept?.cmd} to samenhang_worker${using}${check}`,
      )
      await admin.end()
    }
  },
  120_000,
)
