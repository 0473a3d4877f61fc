/**
 * `npm run verify:races`: fifty who accept one handover at the same moment, a thousand times, with a withdrawal or a stop among them in two of
 * three rounds; and fifty who take the last bed, a thousand times, with holds and their end before it in two of three rounds. Exactly one of
 * them wins every time. `--rounds N` for another number.
 */
import { runShown } from './steps.ts'

const given = process.argv.indexOf('--rounds')
process.exitCode = await runShown({
  name: 'races on acceptance and on the last bed',
  command: [
    ...['vitest', 'run', '--project', 'gates', 'src/dossier/handover-race.database.test.ts'],
    'src/care/bed-race.database.test.ts',
    ...['--testTimeout=3600000', '--disable-console-intercept'],
  ],
  env: { SAMENHANG_RACE_ROUNDS: given < 0 ? '1000' : String(process.argv[given + 1]) },
})
