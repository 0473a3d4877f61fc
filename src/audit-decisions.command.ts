/** `samenhang audit replay` and `samenhang audit records`: decisions taken again under the policy of then, and the four records of one act. */
import { decide, type Policy } from './access/decide.ts'
import { readPolicy } from './access/policy.store.ts'
import { type Difference, type JudgeUnder, type Records, recordsOf, replayDecisions } from './audit/index.ts'
import { withPlatform, wrongUse } from './audit-log.command.ts'
import { isUuid } from './kernel/index.ts'

const SAID: Readonly<Record<Difference['what'], string>> = {
  'answer-differs': 'een ander antwoord dan toen / another answer than then',
  'policy-missing': 'het beleid van toen is er niet / the policy of then is not there',
  'decision-unreadable': 'de regel is niet te lezen / the row cannot be read',
}
const LAST_MAX = 1_000_000

const PARTS = ['purposes', 'planesOf', 'housekeeping', 'gives', 'classesOf'] as const
/** The rule of today over the tables of then. */
export const judgeUnder: JudgeUnder = (document) => {
  if (typeof document !== 'object' || document === null) return undefined
  if (PARTS.some((part) => !(part in document))) return undefined
  // Safe: written whole by keepPolicy, and its parts are there.
  const policy = document as Policy
  return (question) => decide(policy, question)
}

/** Takes decisions again; gives the exit code: 0 all the same, 2 wrong use, 4 something differs. */
export const replayCommand = async (options: { last: string; json?: boolean }): Promise<number> => {
  const last = Number(options.last)
  if (!Number.isInteger(last) || last < 1 || last > LAST_MAX)
    return wrongUse(`--last is een heel getal van 1 tot ${LAST_MAX}. / --last is a whole number from 1 to ${LAST_MAX}.`)
  return withPlatform(async ({ databases }) => {
    const replayed = await replayDecisions(databases.auditor, { last, rules: readPolicy().rules, judgeUnder })
    if (options.json) process.stdout.write(`${JSON.stringify(replayed)}\n`)
    else {
      const { decisions, questions, policies, otherRules, differences } = replayed
      for (const { what, trace, ...rest } of differences)
        process.stdout.write(`${SAID[what]}: ${trace}${'kept' in rest ? ` (${rest.kept} -> ${rest.now})` : ''}\n`)
      process.stdout.write(
        `${decisions} beslissingen (${questions} vragen, ${policies} versies van het beleid) opnieuw genomen: ${differences.length} anders.\n` +
          `${decisions} decisions (${questions} questions, ${policies} versions of the policy) taken again: ${differences.length} different.\n`,
      )
      if (otherRules > 0)
        process.stdout.write(
          `${otherRules} daarvan nam een andere tekst van de regel. / ${otherRules} of these were taken by another text of the rule.\n`,
        )
    }
    return replayed.differences.length === 0 ? 0 : 4
  })
}

const TITLES: Readonly<Record<keyof Records, string>> = {
  request: 'verzoek: wie, waarvoor / request: who, why',
  processing: 'verwerking: over wie, zonder wie het deed / processing: about whom, without who did it',
  decision: 'beslissing: wat is gevraagd en geantwoord / decision: what was asked and answered',
  crossing: 'bericht tussen organisaties / message between organisations',
}

/** Shows the four records of one act; gives 0, 2 for wrong use, 4 when there is no request and decision of this trace. */
export const recordsCommand = async (trace: string, options: { json?: boolean }): Promise<number> => {
  if (!isUuid(trace))
    return wrongUse(
      'Geef het nummer van een verzoek (uuid, kleine letters). / Give the number of a request (uuid, lower case).',
    )
  return withPlatform(async ({ databases }) => {
    const records = await recordsOf(databases.auditor, trace)
    if (options.json) process.stdout.write(`${JSON.stringify(records)}\n`)
    else
      for (const part of ['request', 'processing', 'decision', 'crossing'] as const) {
        process.stdout.write(`${TITLES[part]} (${records[part].length})\n`)
        for (const row of records[part]) process.stdout.write(`  ${JSON.stringify(row)}\n`)
      }
    const whole = records.request.length === 1 && records.decision.length === 1
    if (!whole) process.stderr.write('Bij dit nummer hoort geen heel verzoek. / No whole request has this number.\n')
    return whole ? 0 : 4
  })
}
