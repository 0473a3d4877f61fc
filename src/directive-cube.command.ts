/** `samenhang picture cube`: the victims of a year as the EU directive asks them, as CSV or JSON. Counts alone; not for publication without release. */
import { presentDirective } from './picture/cube.present.ts'
import { countWaiting, keepCube, readCells } from './picture/cube.store.ts'
import { DIRECTIVE_VIEW, WHOLE_YEAR } from './picture/cube.ts'
import { csvOf } from './picture/cube-file.ts'
import { readConfig } from './platform/config.ts'
import { StartFault } from './platform/faults.ts'
import { openPlatform } from './platform/platform.ts'

const COLUMNS = ['year', 'registeringKind', 'sex', 'age', 'citizenship', 'form', 'persons'] as const

/** Counts what changed, then writes the export; the warning goes to the other stream, so that a file holds rows alone. Gives the exit code. */
export const runDirectiveCube = async (options: { readonly year: string; readonly json: boolean }): Promise<number> => {
  if (!/^20\d\d$/.test(options.year)) {
    process.stderr.write('--year is een jaar als 2026 / is a year as 2026\n')
    return 2
  }
  const config = readConfig(process.env)
  if (!config.ok) throw new StartFault('bad-setting', { setting: String(config.refusal.params?.['setting']) })
  const platform = await openPlatform(config.value)
  try {
    const { picture } = platform.databases
    while ((await keepCube(picture)) > 0);
    const year = Number(options.year)
    const cells = await readCells(picture, { years: [year], views: [DIRECTIVE_VIEW], month: WHOLE_YEAR })
    const cube = presentDirective(cells, { year, waiting: await countWaiting(picture) })
    process.stderr.write(`${cube.notice.nl}\n${cube.notice.en}\n`)
    process.stdout.write(
      options.json
        ? `${JSON.stringify(cube, null, 2)}\n`
        : csvOf(
            COLUMNS,
            cube.rows.map((row) => COLUMNS.map((column) => row[column])),
          ),
    )
    return 0
  } finally {
    await platform.close({ stopServer: platform.startedServer })
  }
}
