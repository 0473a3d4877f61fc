/** What a verdict says of a municipality by name: who organises both forms of shelter for it and how sure that is, its region and police unit. */
import type { Reference } from '../directory/index.ts'
import type { Grade } from './name-municipality.ts'

type Named = { readonly code: string; readonly name: string }
export type AboutMunicipality = Named & {
  readonly womenShelter: Named & { readonly grade: Grade }
  readonly homelessShelter: Named & { readonly grade: Grade }
  readonly safetyRegion: Named
  readonly policeUnit: Named
}
type Places = Pick<Reference, 'municipalities' | 'safetyRegions' | 'policeUnits'>

/** All of it, or nothing: a municipality without a centre or a region is a hole in the reference tables, and those are not read then. */
export const aboutMunicipality = (
  { municipalities, safetyRegions, policeUnits }: Places,
  code: string,
): AboutMunicipality | undefined => {
  const find = (wanted: string): Named | undefined => {
    const found = municipalities.find((each) => each.code === wanted)
    return found && { code: found.code, name: found.name }
  }
  const municipality = municipalities.find((each) => each.code === code)
  if (!municipality) return undefined
  const { centres } = municipality
  const women = find(centres['women-shelter'].municipality)
  const homeless = find(centres['homeless-shelter'].municipality)
  const region = safetyRegions.find((each) => each.code === municipality.safetyRegion)
  const unit = policeUnits.find((each) => each.code === municipality.policeUnit)
  if (!women || !homeless || !region || !unit) return undefined
  return {
    code: municipality.code,
    name: municipality.name,
    womenShelter: { ...women, grade: centres['women-shelter'].grade },
    homelessShelter: { ...homeless, grade: centres['homeless-shelter'].grade },
    safetyRegion: { code: region.code, name: region.name },
    policeUnit: { code: unit.code, name: unit.name },
  }
}
