/**
 * `npm run bench:import [-- --rows N]`: brings an invented list of N rows in through the command line, kills it half-way, runs it
 * again to the end, and once more. Prints one JSON object: seconds, and what each run took in.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { castOrganisations } from '../../fixtures/cast.ts'
import { randomFrom } from '../../src/kernel/index.ts'

const ROOT = join(import.meta.dirname, '../..')
const rows = Number(process.argv[process.argv.indexOf('--rows') + 1] || 0) || 100_000
const folder = mkdtempSync(join(tmpdir(), 'samenhang-bench-import-'))
const file = join(folder, 'list.csv')

const GIVEN = ['Ana', 'Ivana', 'Mei', 'Blessing', 'Agnieszka', 'Linh', 'Fatou', 'Marek', 'Radu', 'Joy']
const FAMILY = ['Verzonnen', 'Bedacht', 'Papier', 'Nergens', 'Fictief', 'Mogelijk', 'Zogenaamd', 'Denkbeeldig']
const TOWNS = ['Zaanstad', 'Eindhoven', 'Utrecht', 'Zwolle', 'Venlo', 'Goes', 'Assen', 'Almere']
const FORMS = ['arbeidsuitbuiting', 'seksuele uitbuiting', 'criminele uitbuiting', 'onbekend']

const writeList = async (): Promise<void> => {
  const random = randomFrom(7)
  const two = (most: number) => String(1 + random.below(most)).padStart(2, '0')
  const out = createWriteStream(file)
  out.write('voornaam;achternaam;geboortedatum;nationaliteit;telefoon;plaats;datum;vorm;omschrijving\n')
  for (let row = 0; row < rows; row += 1) {
    const birth = `${two(28)}-${two(12)}-${1960 + random.below(45)}`
    const seen = `${two(28)}-${two(12)}-2025`
    const phone = `06 00 ${String(row).padStart(6, '0')}`
    const line = [
      random.pick(GIVEN),
      `${random.pick(FAMILY)} ${row}`,
      birth,
      'PL',
      phone,
      random.pick(TOWNS),
      seen,
      random.pick(FORMS),
      'Verzonnen melding',
    ]
    if (!out.write(`${line.join(';')}\n`)) await new Promise<void>((resolve) => out.once('drain', () => resolve()))
  }
  await new Promise<void>((resolve) => out.end(() => resolve()))
}

type Ran = { readonly seconds: number; readonly code: number | null; readonly said: string; readonly progress: number }

const run = (watch?: (child: ChildProcess, said: string) => void): Promise<Ran> =>
  new Promise((resolve) => {
    const began = performance.now()
    const child = spawn(
      process.execPath,
      [
        join(ROOT, 'bin/samenhang.js'),
        'import',
        'signals',
        file,
        '--as',
        castOrganisations.careZaanstad,
        '--date-format',
        'dmy',
        '--json',
      ],
      { env: { ...process.env, SAMENHANG_DATA: join(folder, 'data'), SAMENHANG_LOG: 'error' } },
    )
    let said = ''
    let progress = 0
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      progress += 1
      watch?.(child, chunk.toString())
    })
    child.on('exit', (code) => resolve({ seconds: (performance.now() - began) / 1000, code, said, progress }))
  })

const counts = (ran: Ran) => {
  const { rows: read, taken, alreadyKnown, refused } = JSON.parse(ran.said) as Record<string, number>
  return {
    rows: read,
    taken,
    alreadyKnown,
    refused,
    seconds: Number(ran.seconds.toFixed(1)),
    progressLines: ran.progress,
    code: ran.code,
  }
}

try {
  await writeList()
  const first = counts(await run())
  const second = counts(await run())
  console.log(JSON.stringify({ rows, first, second }))
  process.exitCode = first.taken === rows && second.taken === 0 && second.alreadyKnown === rows ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
