/** Units that exactly these lists saw, put in as reports: linkage that joined them is tested elsewhere. */
import { castOrganisations } from '../../fixtures/cast.ts'
import { keepCube } from '../../src/picture/cube.store.ts'
import type { TestSystem } from './system.ts'

/** Brings so many units for each combination of lists of a year, `['municipality+shelter', 20]`, and counts them. */
export const bringSeenBy = async (
  house: TestSystem,
  year: number,
  rows: readonly (readonly [string, number])[],
): Promise<void> => {
  const admin = await house.admin()
  for (const [lists, persons] of rows)
    await admin.query(
      `with units as materialized (select gen_random_uuid() as unit from generate_series(1, $3))
       insert into picture.report (id, organisation_id, subject, person_unit, year, month, exploitation, learned_year, capture_list)
       select gen_random_uuid(), $1, gen_random_uuid(), unit, $2, 3, 'labour', $2, list from units, unnest(string_to_array($4, '+')) list`,
      [castOrganisations.careZaanstad, year, persons, lists],
    )
  await admin.end()
  while ((await keepCube(house.platform.databases.picture)) > 0);
}
