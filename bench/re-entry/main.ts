/** `npm run bench:re-entry -- [--persons N] [--years N] [--seeds 1,2,3] [--json]`: is whoever comes back recognised, by linkage alone? */
import { parseArgs } from 'node:util'
import { type CountryInput, checkCountry, readMunicipalities, readTables } from '../../src/simulation/index.ts'
import { round } from '../linkage/measures.ts'
import { FINE_BOUNDS, type Figures, figuresOf, PRECISION_AIM, RECALL_AIM, type Row } from './figures.ts'
import { type Replayed, replay } from './replay.ts'
import { type Country, readCountry } from './truth.ts'
import { linkWhole } from './whole.ts'

const HELP = `Plays invented countries signal by signal through the encoding and matching of the product, on the frozen noise tables,
and measures whether a new signal about somebody whose file was closed is recognised as re-entry of that file.

  --persons N      persons a country (default 5,000)
  --years N        years (default 5)
  --seeds A,B      one country for each seed; figures are of all of them together (default 1 to 8)
  --json           one JSON object on standard output (otherwise tables)
  --help           this text
`

const { values } = parseArgs({
  options: {
    persons: { type: 'string', default: '5000' },
    years: { type: 'string', default: '5' },
    seeds: { type: 'string', default: '1,2,3,4,5,6,7,8' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

const inputs = (): readonly CountryInput[] => {
  const { from, municipalities } = readMunicipalities()
  say(`municipalities from ${from}`)
  return values.seeds.split(',').map((seed) => {
    const size = { persons: Number(values.persons), years: Number(values.years), seed: Number(seed) }
    const checked = checkCountry({ ...size, municipalities, tables: readTables() })
    if (!checked.ok) throw new RangeError(`${checked.refusal.code}: see --help`)
    return checked.value
  })
}

const lookUpBars = (runs: readonly { readonly replayed: Replayed }[]) => {
  const sum = (of: (pairs: Replayed['pairs']) => number) =>
    runs.reduce((all, { replayed }) => all + of(replayed.pairs), 0)
  const [truth, told, right] = [sum((each) => each.truth), sum((each) => each.told), sum((each) => each.right)]
  return {
    truePairs: truth,
    precisionAtHit: round(right / Math.max(told, 1)),
    recallAtHit: round(right / Math.max(truth, 1)),
  }
}

/** What the grade `hit` would have to ask at least: the product's, and three that ask more. */
const STRICTER = [0.99, 0.999, 0.9999]

const measure = async () => {
  const asked = inputs()
  const countries = asked.map((input) => ({ input, country: readCountry(input) }))
  const play = (grounds: boolean, hit?: number) =>
    countries.map(({ country, input }) => {
      const how = grounds ? 'with the grounds that were given' : 'everybody looked up'
      say(`seed ${input.seed}: ${country.told.length} signals, ${how}${hit === undefined ? '' : `, a hit from ${hit}`}`)
      const more = hit === undefined ? {} : { hit }
      return { country, replayed: replay(country, { grounds, encoding: 'relabelled', ...more }) }
    })
  const [everybody, withGrounds] = [play(false), play(true)]
  const stricter = STRICTER.map((hit) => ({ hit, ...figuresOf(play(false, hit), { bounds: ['hit'] }) }))
  const whole = []
  for (const { input, country } of countries) {
    say(`seed ${input.seed}: everything linked`)
    whole.push({ country, ...(await linkWhole(input, country)) })
  }
  return {
    countries: countries.map(({ input, country }) => sizeOf(input, country)),
    singleLookUps: figuresOf(everybody),
    stricter,
    withGrounds: figuresOf(withGrounds),
    withGroundsAmongLookedUp: figuresOf(withGrounds, { among: 'looked-up' }),
    everythingLinked: figuresOf(whole, { bounds: FINE_BOUNDS }),
    throughDesk: shareThroughDesk(everybody),
    lookUps: lookUpBars(everybody),
    linkage: whole.map(({ bars }) => bars),
  }
}

const sizeOf = ({ seed, persons, years }: CountryInput, { told, cases, reEntries, unseen }: Country) => ({
  ...{ seed, persons, years, signals: told.length, files: cases.size },
  ...{ reEntries: reEntries.length, nobodyWroteOf: unseen },
})

const shareThroughDesk = (runs: readonly { readonly replayed: Replayed }[]): number => {
  const right = runs.flatMap(({ replayed }) => replayed.claims.filter((each) => each.right && each.grade === 'hit'))
  return round(right.filter(({ throughDesk }) => throughDesk).length / Math.max(right.length, 1))
}

const table = (title: string, { reEntries, intakes, rows, best }: Figures): string =>
  [
    `${title}: ${reEntries} re-entries, ${intakes} intakes`,
    'least answer   recall   of intakes   precision   claims',
    ...rows.map(line),
    best
      ? `best at precision >= ${PRECISION_AIM}: recall ${best.recall} (aim ${RECALL_AIM}: ${best.recall >= RECALL_AIM ? 'reached' : 'not reached'})`
      : `no bound has precision >= ${PRECISION_AIM}`,
  ].join('\n')

const line = ({ bound, recall, recallOfIntakes, precision, claims }: Row): string =>
  [String(bound).padEnd(14), cell(recall, 9), cell(recallOfIntakes, 13), cell(precision, 12), String(claims)].join('')
const cell = (value: number, width: number): string => value.toFixed(3).padEnd(width)

if (values.help) process.stdout.write(HELP)
else {
  const figures = await measure()
  const { countries, singleLookUps, stricter, withGrounds, withGroundsAmongLookedUp, everythingLinked } = figures
  const tables = [
    ...countries.map((each) => JSON.stringify(each)),
    table('Single look-ups, as if everybody agreed to be looked up', singleLookUps),
    [
      'The same, if a hit had to be surer:',
      ...stricter.flatMap(({ hit, rows }) => rows.map((row) => line({ ...row, bound: hit }))),
    ].join('\n'),
    table('Single look-ups with the grounds of the simulation, among all', withGrounds),
    table('The same, among those who were looked up on both sides', withGroundsAmongLookedUp),
    table('Everything linked at once, as if everybody agreed', everythingLinked),
    `Right hits that go through the contact desk: ${figures.throughDesk}`,
    `Bars, single look-ups, all pairs at the grade hit: ${JSON.stringify(figures.lookUps)}`,
    ...figures.linkage.map((each) => `Bars, everything linked (chance >= 0.5): ${JSON.stringify(each)}`),
  ]
  process.stdout.write(values.json ? `${JSON.stringify(figures)}\n` : `${tables.join('\n\n')}\n`)
}
