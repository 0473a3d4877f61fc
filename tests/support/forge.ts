/** Claims that nobody may make, for tests that try to be somebody else as the login role of the worker. */
import { createHmac, randomUUID } from 'node:crypto'
import pg from 'pg'
import type { CastMember } from '../../fixtures/cast.ts'
import { asId, type TraceId } from '../../src/kernel/index.ts'
import { BACKEND_STAMP, claimText, type SignedClaim } from '../../src/platform/database.ts'
import { PURPOSE_OF } from './purposes.ts'
import type { TestSystem } from './system.ts'

export type Forgery =
  | 'good'
  | 'no-claim'
  | 'wrong-code'
  | 'other-backend'
  | 'other-number'
  | 'expired'
  | 'edited-organisation'
export const FORGERIES: readonly Forgery[] = [
  'no-claim',
  'wrong-code',
  'other-backend',
  'other-number',
  'expired',
  'edited-organisation',
]

/** Runs plain SQL as the worker in a transaction that carries this claim of `member`; `victim` is whose organisation is put in by hand. */
export const asForged = async <T>(
  house: TestSystem,
  forgery: Forgery,
  member: CastMember,
  victim: CastMember,
  act: (client: pg.Client) => Promise<T>,
  /** What the claim says beside who acts: another purpose, a ground, a dossier. */
  more: Partial<Pick<SignedClaim, 'purpose' | 'ground' | 'dossier' | 'linkSubject' | 'function' | 'plane' | 'at'>> = {},
): Promise<T> => {
  const client = new pg.Client({ connectionString: house.platform.urls.worker })
  await client.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query<{ backend: number; pid: number; backendStart: string }>(BACKEND_STAMP)
    const stamp = rows[0] ?? { backend: 0, pid: 0, backendStart: '' }
    const now = Date.now() / 1000
    const stolen = {
      'other-backend': { ...stamp, pid: stamp.pid + 1 },
      'other-number': { ...stamp, backend: stamp.backend + 1 },
    }
    const given = forgery === 'other-backend' || forgery === 'other-number' ? stolen[forgery] : stamp
    // A stolen or stale claim is a true one of the victim; an edited one has the code of the member's own.
    const who = forgery in stolen || forgery === 'expired' || forgery === 'wrong-code' ? victim : member
    const purpose = PURPOSE_OF[more.function ?? who.function]
    const claim = { ...who, purpose, at: house.clock.now(), ...more, trace: asId<TraceId>(randomUUID()) }
    const text = claimText(claim, given, forgery === 'expired' ? now - 1 : now + 60)
    const key = forgery === 'wrong-code' ? Buffer.alloc(32, 1) : house.platform.secrets.claim
    const code = createHmac('sha256', key).update(text).digest('hex')
    const shown = forgery === 'edited-organisation' ? text.replace(member.organisation, victim.organisation) : text
    if (forgery !== 'no-claim')
      await client.query(
        "select set_config('samenhang.claim', $1, true), set_config('samenhang.claim_code', $2, true)",
        [shown, code],
      )
    return await act(client)
  } finally {
    await client.query('rollback').catch(() => undefined)
    await client.end()
  }
}
