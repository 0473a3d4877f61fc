import { createServer, request, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { selfSigned } from '../../tests/support/certificate.ts'
import { openProvider } from './oidc.ts'
import { openRoleLine, RoleAway } from './role-line.ts'

const { key, cert } = selfSigned('localhost')
const TOKEN = 'verzonnen-geheim-van-een-test-dat-lang-genoeg-is'
let server: Server
let url: string
let heard = 0
let knocks = 0
beforeAll(async () => {
  server = createServer({ key, cert }, (_request, response) => {
    heard += 1
    response.end('{}')
  })
  server.on('connection', () => {
    knocks += 1
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `https://localhost:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

test('who trusts this certificate by name is heard, so that the refusals below are for the certificate alone', async () => {
  const status = await new Promise((resolve, reject) =>
    request(url, { ca: cert, agent: false }, (answer) => resolve(answer.statusCode))
      .on('error', reject)
      .end(),
  )
  expect([status, heard]).toEqual([200, 1])
})

test('a role behind a certificate that nobody vouches for is not told anything [V12.3.2, V12.3.4]', async () => {
  const [before, knocked] = [heard, knocks]
  await expect(openRoleLine({ url, token: TOKEN })('/evaluations', 'verzonnen')).rejects.toThrow(RoleAway)
  expect(knocks).toBeGreaterThan(knocked)
  expect(heard).toBe(before)
})

test('a provider behind a certificate that nobody vouches for is not asked who somebody is, and the log says so [V12.3.2, V16.3.4]', async () => {
  const [before, knocked] = [heard, knocks]
  const events: string[] = []
  const settings = { issuer: url, clientId: 'samenhang', redirectUri: 'https://samenhang.example/terug' }
  const provider = openProvider({ ...settings, proof: { secret: TOKEN }, acr: [], amr: ['otp'] }, (_level, event) => {
    events.push(event)
  })
  const begun = await provider.begin({ token: TOKEN, again: false, begunAt: new Date() })
  expect(begun).toMatchObject({ ok: false, refusal: { code: 'sign-in-provider-away' } })
  expect(events).toEqual(['sign-in-provider-away'])
  expect(knocks).toBeGreaterThan(knocked)
  expect(heard).toBe(before)
})
