import { beforeAll, afterAll, test } from 'vitest'
import { openTestSystem, type TestSystem } from '../support/system.ts'
import { zaanstadScene, type Scene } from '../support/scene.ts'
import { cast } from '../../fixtures/cast.ts'
import { exampleBodies, pathOf } from '../support/hostile.ts'
let house: TestSystem
let scene: Scene
beforeAll(async () => { house = await openTestSystem(); scene = await zaanstadScene(house) })
afterAll(() => house.close())
test('spike', async () => {
  const out: string[] = []
  for (const r of house.system.routes.filter(r => r.method === 'POST')) {
    const f = r.access.kind === 'signed-in' ? r.access.functions : []
    const m = [cast.coordinatorZaanstad, cast.shelterWorkerHaven, cast.payerZaanstad, cast.analyst].find(m => f.includes(m.function))
    const c = m ? await house.as(m) : house.nobody
    for (const b of exampleBodies(r, scene as any, true)) { const a = await c.post(pathOf(r, scene as any), b); out.push(`${a.status} ${r.operationId} ${(a.body as any)?.code ?? ''} ${JSON.stringify((a.body as any)?.invalid ?? '').slice(0,300)}`) }
  }
  console.log(out.join('\n'))
})
