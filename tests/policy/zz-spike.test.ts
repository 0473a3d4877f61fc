import { beforeAll, afterAll, test, expect } from 'vitest'
import { openTestSystem, type TestSystem } from '../support/system.ts'
import { zaanstadScene, type Scene } from '../support/scene.ts'
import { cast } from '../../fixtures/cast.ts'
let house: TestSystem
let scene: Scene
beforeAll(async () => { house = await openTestSystem(); const t=performance.now(); scene = await zaanstadScene(house); console.log(JSON.stringify(scene), performance.now()-t) })
afterAll(() => house.close())
test('spike', async () => {
  const hanna = await house.as(cast.coordinatorZaanstad)
  const U = scene.dossierId.toUpperCase()
  const out: string[] = []
  const get = async (p: string, c = hanna) => { const a = await c.get(p); out.push(`${a.status} GET ${p} ${a.status>=500? a.text.slice(0,200):''} ${a.headers['content-type']}`) }
  const post = async (p: string, b: unknown, c = hanna) => { const a = await c.post(p, b); out.push(`${a.status} POST ${p} ${JSON.stringify(b).slice(0,120)} ${a.status>=400? String((a.body as any)?.code):''}`) }
  await get(`/v1/dossiers/${U}`)
  await post(`/v1/dossiers/${U}/chapter-notes`, {chapter:'goal', text:'x'})
  await post(`/v1/dossiers/${U}/chapter-notes`, {chapter:'identity', text:'x'})
  await get(`/v1/signals/${scene.signalId.toUpperCase()}`)
  await get(`/v1/signals/${scene.signalId.toUpperCase()}/grounds`)
  await post(`/v1/signals/${scene.signalId.toUpperCase()}/grounds`, {kind:'legal-basis',purpose:'D27',basis:'avg-6-1-d',note:'x',givenDate:'2026-11-16'})
  await get(`/v1/dossiers/${U}/clocks`); await get(`/v1/dossiers/${U}/waits`); await get(`/v1/dossiers/${U}/verdicts`); await get(`/v1/dossiers/${U}/consents`); await get(`/v1/dossiers/${U}/place-requests`)
  await post(`/v1/dossiers/${U}/tables`, {heldDate:'2026-12-01', wish:'w'})
  await post(`/v1/dossiers/${U}/consents`, {chapter:'story',partnerId:scene.dossierId,purpose:'D26',answer:'given',language:'zh',present:['interpreter'],helpDoesNotDependOnIt:true,understood:'x',givenDate:'2026-11-16'})
  await post(`/v1/calls`, {withWhom:'x',outcome:'reached',minutes:1,note:'n',about:{kind:'signal',id:scene.signalId.toUpperCase()}})
  await post(`/v1/calls`, {withWhom:'x',outcome:'reached',minutes:1,note:'n',withOrganisationId:'00000000-0000-0000-0000-000000000000'})
  await post(`/v1/look-ups`, {signalId:scene.signalId.toUpperCase(), groundId:scene.groundId, purpose:'D27', caseReference:'x'})
  await post(`/v1/look-ups`, {signalId:scene.signalId, groundId:scene.groundId.toUpperCase(), purpose:'D27', caseReference:'x'})
  for (const d of ['0000-01-01','0001-01-01','9999-12-31','1900-02-28']) {
    await post(`/v1/dossiers/${scene.dossierId}/chapter-notes`, {chapter:'goal', text:'x', happenedDate:d})
    await post(`/v1/dossiers`, {happenedDate:d})
    await post(`/v1/dossiers/${scene.dossierId}/tables`, {heldDate:d, wish:'w'})
    await post(`/v1/signals/${scene.signalId}/grounds`, {kind:'legal-basis',purpose:'D27',basis:'avg-6-1-d',note:'x',givenDate:'2026-11-16', validUntilDate:d})
    await post(`/v1/signals/${scene.signalId}/grounds`, {kind:'legal-basis',purpose:'D27',basis:'avg-6-1-d',note:'x',givenDate:d})
    await post('/v1/signals', {source:'typed', exploitation:'labour', freeText:'x', happened:d})
    await post(`/v1/seats/${scene.seatId}/answers`, {answer:'follows', followsDate:d})
    await get(`/v1/log-entries?fromDate=${d}&untilDate=${d}`, await house.as(cast.privacyOfficerZaanstad))
    await get(`/v1/log-entries?fromDate=${d}`, await house.as(cast.privacyOfficerZaanstad))
    await get(`/v1/log-entries?untilDate=${d}`, await house.as(cast.privacyOfficerZaanstad))
  }
  for (const h of ['0000','0000-00','2026-13','2026-02-30','0000-00-00','9999']) await post('/v1/signals', {source:'typed', exploitation:'labour', freeText:'x', happened:h})
  for (const h of ['0000','0000-00','2026-13','2026-02-30','0000-00-00','9999']) await post('/v1/signals', {source:'typed', exploitation:'labour', person:{fullName:'a', birthDate:h}})
  const id = scene.dossierId
  for (const c of [`999999999999999_${id}`,`0_${id}`, `x`, `%00`]) { await get(`/v1/signals?cursor=${c}`); await get(`/v1/calls?cursor=${c}`); await get(`/v1/log-entries?cursor=${c}`, await house.as(cast.privacyOfficerZaanstad)) }
  for (const c of [`2026-11-16T09:00:00.000Z~${id}`,`9999-99-99T99:99:99.999Z~${id}`,`....................~${id}`,`2026-11-16T09:00:00.000Z~------------------------------------`,`0000-00-00T00:00:00.000Z~${id}`]) { await get(`/v1/dossiers?cursor=${c}`); await get(`/v1/handovers?cursor=${c}`) }
  for (const p of ['/v1/signals/%','/v1/signals/%00','/v1/signals/%c0%ae','/v1/signals/'+'a'.repeat(5000),'/%','/mijn/%','/mijn/%00','/mijn/'+'a'.repeat(300), '/antwoord/%2e%2e%2f','/v1/municipalities/%ff/contacts','/v1/municipalities?search=%00','/v1/municipalities?search=%ff','/v1/organisations?search=%00','//','/v1//signals','/v1/signals?limit=1&limit=2','/v1/signals?__proto__=1', '/v1/constructor', '/v1/signals?limit[]=1']) await get(p)
  console.log(out.join('\n'))
})
