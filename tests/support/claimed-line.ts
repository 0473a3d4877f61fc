/** A connection as the worker, on which one true claim after another asks; everything is taken back. */
import { createHmac, randomUUID } from 'node:crypto'
import pg from 'pg'
import { asId, type TraceId } from '../../src/kernel/index.ts'
import { BACKEND_STAMP, claimText } from '../../src/platform/database.ts'
import type { TestSystem } from './system.ts'

type Claim = Omit<Parameters<typeof claimText>[0], 'trace'>

export type ClaimedLine = {
  /** Runs `act` under this claim. */
  under<T>(claim: Claim, act: (client: pg.Client) => Promise<T>): Promise<T>
  /** What the database says to each statement, in one crossing: rows or a count, `!` with the code of a refusal, `!none` for nothing asked. */
  told(claim: Claim, statements: readonly string[]): Promise<readonly string[]>
  close(): Promise<void>
}

export const openClaimedLine = async (house: TestSystem): Promise<ClaimedLine> => {
  const client = new pg.Client({ connectionString: house.platform.urls.worker })
  await client.connect()
  const { rows } = await client.query<{ backend: number; pid: number; backendStart: string }>(BACKEND_STAMP)
  const stamp = rows[0]
  if (!stamp) throw new Error('no backend')
  const under: ClaimedLine['under'] = async (claim, act) => {
    const text = claimText(
      { at: house.clock.now(), ...claim, trace: asId<TraceId>(randomUUID()) },
      stamp,
      Date.now() / 1000 + 60,
    )
    const code = createHmac('sha256', house.platform.secrets.claim).update(text).digest('hex')
    await client.query('begin')
    try {
      await client.query(
        "select set_config('samenhang.claim', $1, true), set_config('samenhang.claim_code', $2, true)",
        [text, code],
      )
      return await act(client)
    } finally {
      await client.query('rollback')
    }
  }
  return {
    under,
    told: (claim, statements) =>
      under(claim, async () => {
        await client.query(PROBE(statements))
        const { rows: told } = await client.query<{ told: string }>("select current_setting('probe.told') as told")
        return JSON.parse(told[0]?.told ?? '[]') as string[]
      }),
    close: () => client.end(),
  }
}

const PROBE = (statements: readonly string[]): string => `do $probe$
  declare told text[] := '{}'; each text; n bigint; t text;
  begin
    foreach each in array array[${statements.map((text) => `$s$${text}$s$`).join(',\n')}]::text[] loop
      begin
        if each = '' then told := told || '!none'::text;
        elsif each like 'select%' then execute each into t; told := told || t;
        else execute each; get diagnostics n = row_count; raise exception using errcode = 'P9999', message = n::text; end if;
      exception when sqlstate 'P9999' then told := told || sqlerrm;
        when others then told := told || ('!' || sqlstate);
      end;
    end loop;
    perform set_config('probe.told', array_to_json(told)::text, true);
  end $probe$`
