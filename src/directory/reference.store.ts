/** Reads the reference tables from the data folder of the product. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { REFERENCE_FILES, type ReferenceTables } from './reference.ts'

const DATA_FOLDER = join(import.meta.dirname, '..', '..', 'data')

/** The text of every reference table; throws when a file is missing, because then the installation is broken. */
export const readReferenceTables = async (folder: string = DATA_FOLDER): Promise<ReferenceTables> => {
  const text = (file: string): Promise<string> => readFile(join(folder, file), 'utf8')
  const [provinces, policeUnits, safetyRegions, centreMunicipalities, municipalities, organisations, contactPoints] =
    await Promise.all([
      text(REFERENCE_FILES.provinces),
      text(REFERENCE_FILES.policeUnits),
      text(REFERENCE_FILES.safetyRegions),
      text(REFERENCE_FILES.centreMunicipalities),
      text(REFERENCE_FILES.municipalities),
      text(REFERENCE_FILES.organisations),
      text(REFERENCE_FILES.contactPoints),
    ])
  return { provinces, policeUnits, safetyRegions, centreMunicipalities, municipalities, organisations, contactPoints }
}
