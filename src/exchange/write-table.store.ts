/** Writes delimited text that a spreadsheet opens without running anything: every cell is made safe and quoted. */
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { csvSafe } from '../platform/text.ts'

/** One line, semicolons between cells as Dutch spreadsheets expect. */
export const csvLine = (cells: readonly (string | number)[]): string =>
  `${cells.map((cell) => `"${csvSafe(String(cell)).replaceAll('"', '""')}"`).join(';')}\r\n`

export type TableWriter = { write(cells: readonly (string | number)[]): Promise<void>; close(): Promise<void> }

/** Writes a new file, readable by its owner alone; starts with a byte-order mark so that Excel reads UTF-8. */
export const writeTable = (path: string, header: readonly string[]): TableWriter => {
  const out = createWriteStream(path, { encoding: 'utf8', mode: 0o600 })
  const done = finished(out)
  // The failure is given to whoever writes or closes; it may not also surface as one that nobody handled.
  done.catch(() => undefined)
  const write = async (text: string): Promise<void> => {
    if (!out.write(text)) await Promise.race([new Promise<void>((resolve) => out.once('drain', () => resolve())), done])
  }
  let started = write(`\ufeff${csvLine(header)}`)
  return {
    write: (cells) => {
      started = started.then(() => write(csvLine(cells)))
      return started
    },
    close: async () => {
      await started
      out.end()
      await done
    },
  }
}
