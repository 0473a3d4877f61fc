/** `samenhang doctor`: looks whether settings, keys and database fit together; changes nothing. */
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type Config, readConfig } from './config.ts'
import { lookAtService } from './key-hook-service.ts'
import { openProvider, readClientKey } from './oidc.ts'

type Finding = { readonly what: string; readonly good: boolean; readonly nl: string; readonly en: string }

/** Prints what was looked at; exit code 0 when all is well, 1 when something must be done. */
export const doctor = async (json: boolean): Promise<number> => {
  const config = readConfig(process.env)
  const findings = config.ok
    ? [
        ...keyFolder(config.value),
        ...(await server(config.value)),
        ...(await keyService(config.value)),
        ...(await provider(config.value)),
      ]
    : [
        finding(
          'settings',
          false,
          `De instelling ${config.refusal.params?.['setting']} klopt niet.`,
          `The setting ${config.refusal.params?.['setting']} is wrong.`,
        ),
      ]
  const good = findings.every((each) => each.good)
  if (json) process.stdout.write(`${JSON.stringify({ good, findings })}\n`)
  else
    for (const each of findings) process.stdout.write(`${each.good ? 'goed' : 'FOUT'}  ${each.nl}\n      ${each.en}\n`)
  return good ? 0 : 1
}

const finding = (what: string, good: boolean, nl: string, en: string): Finding => ({ what, good, nl, en })

const keyFolder = (config: Config): readonly Finding[] => {
  const folder = join(config.dataFolder, 'keys')
  if (!existsSync(folder))
    return [
      finding(
        'keys',
        true,
        'Er is nog geen sleutelmap; de eerste start maakt haar.',
        'There is no key folder yet; the first start makes it.',
      ),
    ]
  const closed = (statSync(folder).mode & 0o077) === 0
  return [
    closed
      ? finding(
          'keys',
          true,
          `De sleutelmap ${folder} is alleen voor de eigenaar.`,
          'The key folder is for its owner alone.',
        )
      : finding(
          'keys',
          false,
          `De sleutelmap ${folder} is leesbaar voor anderen: chmod 700.`,
          'The key folder can be read by others: chmod 700.',
        ),
  ]
}

const keyService = async ({ keyService: settings }: Config): Promise<readonly Finding[]> => {
  if (!settings) return []
  const answers = await lookAtService(settings)
  return [
    finding(
      'key-service',
      answers,
      answers
        ? 'De sleuteldienst versleutelt en opent.'
        : 'De sleuteldienst van SAMENHANG_KEY_SERVICE_URL antwoordt niet, of neemt SAMENHANG_KEY_SERVICE_TOKEN niet aan.',
      answers
        ? 'The key service wraps and opens.'
        : 'The key service does not answer, or does not take SAMENHANG_KEY_SERVICE_TOKEN.',
    ),
  ]
}

const DURABLE = ['fsync', 'full_page_writes', 'synchronous_commit'] as const

const server = async (config: Config): Promise<readonly Finding[]> => {
  if (!config.databaseUrl)
    return [
      finding(
        'database',
        true,
        'De meegeleverde database wordt gebruikt: om te proberen, niet voor echte gegevens.',
        'The embedded database is used: for trying, not for real data.',
      ),
    ]
  const client = new pg.Client({ connectionString: config.databaseUrl, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{
      version: string
      fsync: string
      full_page_writes: string
      synchronous_commit: string
    }>(
      `select current_setting('server_version_num') as version, current_setting('fsync') as fsync,
        current_setting('full_page_writes') as full_page_writes, current_setting('synchronous_commit') as synchronous_commit`,
    )
    const found = rows[0]
    const major = Math.floor(Number(found?.version ?? 0) / 10_000)
    return [
      finding(
        'version',
        major >= 18,
        `De server is PostgreSQL ${major}; nodig is 18 of nieuwer.`,
        `The server is PostgreSQL ${major}; 18 or newer is needed.`,
      ),
      ...DURABLE.map((name) => {
        const good = found?.[name] !== 'off'
        return finding(
          name,
          good,
          `${name} staat ${good ? 'aan' : 'UIT: bevestigde gegevens kunnen verloren gaan'}.`,
          `${name} is ${good ? 'on' : 'OFF: confirmed data can be lost'}.`,
        )
      }),
    ]
  } catch {
    return [
      finding(
        'database',
        false,
        'De server van DATABASE_URL antwoordt niet.',
        'The server of DATABASE_URL does not answer.',
      ),
    ]
  } finally {
    await client.end().catch(() => undefined)
  }
}

const provider = async ({ oidc, demonstration }: Config): Promise<readonly Finding[]> => {
  if (!oidc)
    return [
      demonstration
        ? finding('sign-in', true, 'Aanmelden: de verzonnen rolverdeling.', 'Sign-in: the invented cast.')
        : finding(
            'sign-in',
            false,
            'Niemand kan zich aanmelden: zet SAMENHANG_OIDC_ISSUER en wat erbij hoort.',
            'Nobody can sign in: set SAMENHANG_OIDC_ISSUER and what belongs to it.',
          ),
    ]
  if (demonstration)
    return [
      finding(
        'sign-in',
        false,
        'SAMENHANG_OIDC_ISSUER naast een demonstratie: de server start niet.',
        'SAMENHANG_OIDC_ISSUER beside a demonstration: the server does not start.',
      ),
    ]
  if ('keyFile' in oidc.proof && !(await succeeds(readClientKey(oidc.proof.keyFile))))
    return [
      finding(
        'sign-in',
        false,
        'SAMENHANG_OIDC_KEY_FILE is geen leesbare sleutel (PEM; RSA vanaf 3072 bits, of P-256).',
        'SAMENHANG_OIDC_KEY_FILE is no key that can be read (PEM; RSA from 3072 bits, or P-256).',
      ),
    ]
  const answers = await succeeds(openProvider(oidc, () => undefined).look())
  return [
    finding(
      'sign-in',
      answers,
      `De aanmelddienst ${oidc.issuer} ${answers ? 'antwoordt en noemt zich zo' : 'antwoordt niet, of noemt zich anders'}.`,
      `The provider ${answers ? 'answers and calls itself so' : 'does not answer, or calls itself otherwise'}.`,
    ),
  ]
}

const succeeds = (act: Promise<unknown>): Promise<boolean> =>
  act.then(
    () => true,
    () => false,
  )
