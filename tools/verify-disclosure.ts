/**
 * `npm run verify:disclosure`: a hundred random sequences of ten releases, each attacked together with all before it; not one small number and not one
 * small change may follow. Then the country of bench/disclosure and the whole
 * problems with known answers. `--sequences N` for another number.
 */
import { runShown } from './steps.ts'

const given = process.argv.indexOf('--sequences')
process.exitCode = await runShown({
  name: 'the attack on releases together',
  command: [
    ...['vitest', 'run', '--project', 'pure', '--project', 'long', 'src/picture/disclosure', 'bench/disclosure'],
    ...['--testTimeout=3600000', '--disable-console-intercept'],
  ],
  env: { SAMENHANG_RELEASE_SEQUENCES: given < 0 ? '100' : String(process.argv[given + 1]) },
})
