/** Reads the reference tables from the data folder of the product. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { REFERENCE_FILES, type ReferenceTables } from './reference.ts'

const DATA_FOLDER = join(import.meta.dirname, '..', '..', 'data')

/** The text of every reference table; throws when a file is missing, because then the installation is broken. */
export const readReferenceTables = async (folder: string = DATA_FOLDER): Promise<ReferenceTables> => {
  const texts = await Promise.all(
    Object.entries(REFERENCE_FILES).map(
      async ([table, file]) => [table, await readFile(join(folder, file), 'utf8')] as const,
    ),
  )
  // Safe: made of the same keys.
  return Object.fromEntries(texts) as ReferenceTables
}
