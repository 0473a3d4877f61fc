import type { Example } from '../examples.ts'
import { type MapTile, TILE_TONES, TileLegend, TileMap } from './tile-map.tsx'

const TILES: readonly MapTile[] = Array.from({ length: 16 }, (_, at) => ({
  key: `tile-${at}`,
  column: at % 4,
  row: Math.floor(at / 4),
  tone: TILE_TONES[at % TILE_TONES.length] ?? 'none',
  area: at % 4 < 2 ? 'west' : 'oost',
  says: `Vak ${at + 1}`,
}))

export const examples: readonly Example[] = [
  {
    name: 'Vakken van gelijke grootte, twee gebieden, een gekozen',
    show: () => (
      <>
        <TileMap label="Een kaart van zestien vakken" tiles={TILES} chosen="tile-5" />
        <TileLegend entries={TILE_TONES.map((tone) => ({ tone, name: tone, count: 4 }))} />
      </>
    ),
  },
]
