/**
 * `npm run verify:promises`: rules and promises over draws that no run of the suite has seen, until one fails: each round hands the suite another
 * seed and tells it, so that what was found can be played again with `SAMENHANG_SEED=N npx vitest run --project pure --project long PATH`.
 * `--rounds N` for another number than ten; a path for one slice alone.
 */
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { runQuiet } from './steps.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '10' }, help: { type: 'boolean', default: false } },
})
const rounds = Number(values.rounds)
if (values.help || !Number.isInteger(rounds) || rounds < 1) {
  console.log('npm run verify:promises -- [--rounds N] [path]   N is a whole number of 1 or more')
  process.exit(values.help ? 0 : 2)
}
// The benches draw nothing by this seed.
const paths = positionals.length > 0 ? positionals : ['src', 'tools', 'fixtures']
const LARGEST_SEED = 2 ** 31 - 1
for (let round = 1; round <= rounds; round += 1) {
  const seed = randomInt(LARGEST_SEED)
  const code = await runQuiet({
    name: `seed ${seed}`,
    command: ['vitest', 'run', '--project', 'pure', '--project', 'long', '--reporter=dot', ...paths],
    env: { SAMENHANG_SEED: String(seed) },
  })
  console.log(`${code === 0 ? 'good' : 'FAIL'}  round ${round} of ${rounds}, seed ${seed}`)
  if (code !== 0) process.exit(1)
}
