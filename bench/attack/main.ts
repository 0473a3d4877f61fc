/** `npm run bench:attack [-- --set NAME[,NAME] --size N --seed N --overlap 0.8 --hardening JSON --json]`. */
import { HARDENING, type Hardening } from '../../src/linkage/index.ts'
import { ATTACKS, type AttackName, type Line, ROW_CHOICES, SETTING, type Setting } from './attacks.ts'
import { TOKEN_CHOICES } from './long-tokens.ts'

const HELP = `Attacks the encodings of the product with its own code and invented people.

  --set NAMES      of: ${Object.keys(ATTACKS).join(', ')} (all when absent; several with commas)
  --size N         people in the index and in the attacker's list (default ${SETTING.size})
  --seed N         another seed, other people
  --overlap SHARES which shares of the list are in the index (default 0.2,0.5,0.8,1)
  --hardening JSON parts of another hardening than the product's, e.g. {"flipShare":0}
  --chaff N        meaningless tokens per record (default 0: a remedy that is not built in)
  --tokens CHOICE  ${TOKEN_CHOICES.join(', ')}: other tokens than the product's, which more or fewer strangers share
  --rows CHOICE    ${ROW_CHOICES.join(', ')}: rows encoded anew under each token (not built in)
  --kin-chaff N    with rows under tokens: chaff that shows invented kin, up to N tokens in all
  --json           one JSON object on standard output
`
type Asked = { readonly setting: Setting; readonly attacks: readonly AttackName[]; readonly json: boolean }

export const main = (args: readonly string[]): number => {
  if (args.includes('--help')) {
    process.stdout.write(HELP)
    return 0
  }
  const asked = readArguments(args)
  if (typeof asked === 'string') {
    process.stderr.write(`${asked}\n`)
    return 2
  }
  const { setting, attacks, json } = asked
  const began = performance.now()
  const results = Object.fromEntries(attacks.map((name) => [name, ATTACKS[name](setting)]))
  const { tables: _, say: __, ...settings } = setting
  const seconds = Math.round((performance.now() - began) / 100) / 10
  const report = { ...settings, seconds, results }
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : `${asText(results)}\n`)
  return 0
}

const readArguments = (args: readonly string[]): Asked | string => {
  const words = [...args]
  const given = new Map<string, string>()
  const known = '--set --size --seed --overlap --hardening --chaff --tokens --rows --kin-chaff'.split(' ')
  while (words.length > 0) {
    const word = words.shift() ?? ''
    if (word === '--json') given.set(word, '')
    else if (known.includes(word)) given.set(word, words.shift() ?? '')
    else return `The argument "${word}" is unknown; --help lists what there is.`
  }
  const attacks = given.get('--set')?.split(',') ?? Object.keys(ATTACKS)
  const wrong = attacks.find((name) => !(name in ATTACKS))
  if (wrong !== undefined) return `There is no attack "${wrong}"; --help lists what there is.`
  const size = Number(given.get('--size') ?? SETTING.size)
  const overlaps = given.get('--overlap')?.split(',').map(Number) ?? SETTING.overlaps
  if (!(size >= 100 && size <= 50_000) || overlaps.some((one) => !(one >= 0 && one <= 1)))
    return 'A size is 100 to 50000, an overlap 0 to 1.'
  const hardening = readHardening(given.get('--hardening') ?? '{}')
  if (!hardening) return 'The hardening is no JSON object.'
  const chaff = Number(given.get('--chaff') ?? 0)
  const tokens = TOKEN_CHOICES.find((one) => one === (given.get('--tokens') ?? 'product'))
  const rows = ROW_CHOICES.find((one) => one === (given.get('--rows') ?? 'product'))
  if (!tokens || !rows) return 'There is no such choice of tokens or rows; --help lists what there is.'
  const kinChaff = Number(given.get('--kin-chaff') ?? 0)
  if (kinChaff > 0 && rows === 'product') return 'Kin can be shown only by rows under tokens.'
  const seed = Number(given.get('--seed') ?? SETTING.seed)
  const say = (line: string): boolean => process.stderr.write(`${line}\n`)
  // Safe: the names were compared with the table above.
  return {
    setting: { ...SETTING, size, overlaps, hardening, seed, chaff, tokens, rows, kinChaff, say },
    attacks: attacks as AttackName[],
    json: given.has('--json'),
  }
}

const readHardening = (text: string): Hardening | undefined => {
  try {
    // Safe: what does not fit is refused by the encoder, which checks the share of flips.
    return { ...HARDENING, ...(JSON.parse(text) as Partial<Hardening>) }
  } catch {
    return undefined
  }
}

const asText = (results: Readonly<Record<string, unknown>>): string =>
  Object.entries(results)
    .flatMap(([name, result]) => [name, ...(isLines(result) ? result.map(asLine) : [`  ${JSON.stringify(result)}`])])
    .join('\n')

const isLines = (result: unknown): result is readonly Line[] => Array.isArray(result)

const asLine = ({ attack, target, overlap, asserted, rightOfAsserted, rightOfAll, nameOfAll }: Line): string =>
  `  ${attack.padEnd(28)}${target.padEnd(9)}overlap ${String(overlap).padEnd(5)}named ${String(asserted).padStart(6)}  ` +
  `right of named ${percent(rightOfAsserted)}  right of all ${percent(rightOfAll)}  name of all ${percent(nameOfAll)}`

const percent = (part: number): string => `${(part * 100).toFixed(2)} %`.padStart(9)

if (process.argv[1] === import.meta.filename) process.exitCode = main(process.argv.slice(2))
