/** `node tools/tiles.ts`: computes the map of equal tiles and writes data/geo/tiles.csv. To be run when municipalities or their borders change. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { computeTiles, readReferenceTables, tilesText } from '../src/directory/index.ts'

if (process.argv.includes('--help'))
  process.stdout.write('Computes data/geo/tiles.csv from data/geo/municipalities.csv and neighbours.csv. No options.\n')
else {
  const computed = computeTiles(await readReferenceTables())
  writeFileSync(join(import.meta.dirname, '..', 'data', 'geo', 'tiles.csv'), tilesText(computed))
  process.stdout.write(`${computed.length} tiles\n`)
}
