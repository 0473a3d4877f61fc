/**
 * `npm run verify:places`: ten thousand questions of one account that wants to know where houses are, each chosen by what the answers before
 * left open; ten municipalities or more are left for every house. `--questions N` for another number.
 */
import { runShown } from './steps.ts'

const given = process.argv.indexOf('--questions')
process.exitCode = await runShown({
  name: 'the attack on where houses are',
  command: [
    ...['vitest', 'run', '--project', 'database', 'src/care/locate-attack.database.test.ts'],
    ...['--testTimeout=3600000', '--disable-console-intercept'],
  ],
  env: { SAMENHANG_LOCATE_QUESTIONS: given < 0 ? '10000' : String(process.argv[given + 1]) },
})
