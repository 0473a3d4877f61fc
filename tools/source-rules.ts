/**
 * What may not stand in the source of the product, or in a few files only and for a reason: rules that no test of behaviour can see. Pure;
 * tools/source-rules.test.ts holds the source against it, and each rule against a planted line.
 */
import type { TextFile } from './documents.ts'

export type SourceRule = {
  readonly name: string
  /** The places in one text that break the rule, before exceptions. */
  readonly find: (text: string) => readonly string[]
  /** Files where it may stand, and why. An exception that is not needed any more is a finding. */
  readonly except?: Readonly<Record<string, string>>
  /** A line that must be found. */
  readonly planted: string
}

const all = (pattern: RegExp) => (text: string) => [...text.matchAll(pattern)].map(([found]) => found)

/** Calls of these functions of which the first argument is not one of the texts that are allowed. */
const firstArgumentNot = (functions: string, allowed: readonly string[]) => (text: string) =>
  [...text.matchAll(new RegExp(String.raw`\b(?:${functions})\(\s*([^,)]*)`, 'g'))]
    .filter(([, argument = '']) => !allowed.some((each) => argument.trim() === `'${each}'`))
    .map(([found]) => found)

/** Calls of sodium that are not on the list. */
const sodiumNot = (allowed: readonly string[]) => (text: string) =>
  [...text.matchAll(/\bsodium\.(\w+)/g)].filter(([, name = '']) => !allowed.includes(name)).map(([found]) => found)

/** Patterns that are put together from something else than constants of the file. */
const patternsFromOutside = (text: string): readonly string[] =>
  [...text.matchAll(/new RegExp\(\s*(?:String\.raw)?(`[^`]*`|'[^']*'|[^,)]*)/g)]
    .filter(([, source = '']) => {
      if (!/^[`']/.test(source)) return true
      return [...source.matchAll(/\$\{([^}]*)\}/g)].some(([, part = '']) => !/^[A-Z][A-Z_]*$/.test(part))
    })
    .map(([found]) => found)

/** Random bytes that are too few to be unguessable. */
const fewRandomBytes = (text: string): readonly string[] =>
  [...text.matchAll(/\brandomBytes\((\d+)\)/g)].filter(([, count]) => Number(count) < 16).map(([found]) => found)

const OWN_DATABASE = 'the database of the settings'

export const SOURCE_RULES: readonly SourceRule[] = [
  {
    name: 'programs are started by name with a list of arguments, and only where that is needed',
    find: all(/'node:child_process'|\b(?:execSync|spawnSync|fork)\(|\bshell:\s*(?:true|['"])/g),
    except: {
      'bin/samenhang.js': 'starts Node on this programme',
      'src/platform/embedded-postgres.ts': 'starts the database that comes along; folders and names are our own',
    },
    planted: "import { exec } from 'node:child_process'",
  },
  {
    name: 'no text becomes code',
    find: all(
      /\beval\(|\bnew Function\b|\bFunction\(|'node:vm'|\b(?:setTimeout|setInterval)\(\s*['"`]|\bimport\((?!\s*['"])/g,
    ),
    except: { 'bin/samenhang.js': 'its own programme' },
    planted: 'setTimeout(`go()`, 0)',
  },
  {
    name: 'no pattern is made from what somebody typed',
    find: patternsFromOutside,
    except: {
      'src/exchange/xml-scan.ts': 'the name of an attribute, from the code that reads a sheet',
      'src/signal/propose-facts.ts': 'names of countries of our own table',
      'src/signal/text-spans.ts': 'patterns of propose-*.ts',
    },
    planted: 'new RegExp(search)',
  },
  {
    name: 'nothing but plain data is read back',
    find: all(/\bdeserialize\(|\byaml\b|\bunserialize\(/g),
    planted: 'const kept = deserialize(bytes)',
  },
  {
    name: 'SQL is never put together from values',
    find: all(/\bsql\.raw\b|\.query(?:<[^>]*>)?\(\s*`[^`]*\$\{|\.query(?:<[^>]*>)?\([^)`]*\+/g),
    except: {
      'src/access/break-glass.store.ts': 'names of columns and tables, constants',
      'src/linkage/courier.job.ts': 'listens to a channel, a constant',
      'src/platform/database.ts': 'the stamp of a connection, a constant',
      'src/platform/key-hook-folder.ts': 'an order of rows, a constant',
      'src/platform/key-store.ts': 'the name of a class, a constant',
      'src/platform/migrate.ts': 'names of roles from a list of ours, a password that is escaped',
      'src/platform/platform.ts': 'the name of a database, escaped',
    },
    planted: "client.query('select * from signal.signal where id = ' + id)",
  },
  {
    name: 'HTML is made by the template that escapes, and by nothing else',
    find: all(
      /dangerouslySetInnerHTML|\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|srcDoc|new Html\(/g,
    ),
    except: { 'src/words/html.ts': 'the template itself' },
    planted: '<p dangerouslySetInnerHTML={{ __html: text }} />',
  },
  {
    name: 'no screen asks for a plug-in',
    find: all(/<(?:object|embed|applet|iframe) [a-z]+=/g),
    planted: '<embed src="a.swf" />',
  },
  {
    name: 'nothing is kept in the browser but the language',
    find: all(/\blocalStorage\b|\bsessionStorage\b|\bindexedDB\b|document\.cookie|\bcaches\.open|serviceWorker/g),
    except: { 'src/web/language.tsx': 'nl or en' },
    planted: "window.localStorage.setItem('name', person.name)",
  },
  {
    name: 'no screen, page or sheet loads or tells anything elsewhere',
    find: all(
      /\bsrc=\{?["'`]https?:|<link[^>]*href="https?:|@import\s+(?:url\()?['"]?https?:|url\(['"]?https?:|sendBeacon|new (?:WebSocket|EventSource)\(/g,
    ),
    planted: '<script src="https://elders.example/count.js"></script>',
  },
  {
    name: 'calls go out in the files that know the settings, and to their addresses alone',
    find: all(
      /(?<![.\w])fetch\(|'node:(?:http|https|tls|dgram|http2)'|'openid-client'|\bnew pg\.(?:Client|Pool)\(|'undici'|\baxios\b/g,
    ),
    except: {
      'src/access/account.store.ts': OWN_DATABASE,
      'src/access/policy.store.ts': OWN_DATABASE,
      'src/demonstration/owner.store.ts': OWN_DATABASE,
      'src/directory/boundaries.store.ts': OWN_DATABASE,
      'src/directory/directory.store.ts': OWN_DATABASE,
      'src/linkage/courier.job.ts': OWN_DATABASE,
      'src/linkage/match-kernel.ts': 'a function of ours with that name: it calls nobody',
      'src/linkage/match-sieve.ts': 'a function of ours with that name: it calls nobody',
      'src/platform/doctor.ts': OWN_DATABASE,
      'src/platform/embedded-postgres.ts': OWN_DATABASE,
      'src/platform/key-hook-service.ts': 'the key service of the settings',
      'src/platform/migrate.ts': OWN_DATABASE,
      'src/platform/oidc.ts': 'the provider of the settings',
      'src/platform/platform.ts': OWN_DATABASE,
      'src/platform/pool.ts': OWN_DATABASE,
      'src/platform/role-line.ts': 'a role in a process of its own, of the settings',
      'src/web/api.ts': 'the own server, from a screen',
    },
    planted: "await fetch('https://elders.example')",
  },
  {
    name: 'no certificate is taken unseen, and no debugger waits',
    find: all(
      /rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity|allowInsecureRequests|'node:inspector'|\bdebugger\b|sslmode=no-verify|\bsourcemap\b/g,
    ),
    except: { 'src/platform/oidc.ts': 'a provider on this very machine may be spoken to in the clear' },
    planted: 'request(url, { rejectUnauthorized: false })',
  },
  {
    name: 'hashes, and what is keyed or derived with them, are SHA-256 or SHA-512',
    find: firstArgumentNot('createHash|createHmac|hkdfSync|createSign|createVerify', ['sha256', 'sha512']),
    planted: "createHash('md5')",
  },
  {
    name: 'a hash is cut short only where nothing rests on its length',
    find: all(/\bdigest\([^)]*\)\s*\.(?:slice|subarray|substring|readUInt\w*)\(/g),
    except: {
      'src/audit/checkpoint.crypto.ts': 'the name of a log',
      'src/dossier/search-token.crypto.ts':
        'a keyed token of an index: a false meeting is found out when the file is opened (0059)',
      'src/picture/release-note.crypto.ts': 'the name under which releases are signed',
      'src/platform/embedded-postgres.ts': 'the name of a folder',
      'src/platform/signed-note.ts': 'the number of a key in a note (C2SP)',
      'src/wiring.ts': 'draws one look-up in so many for review',
    },
    planted: "createHash('sha256').update(text).digest('hex').slice(0, 8)",
  },
  {
    name: 'what is enciphered is so with AES-256-GCM',
    find: firstArgumentNot('createCipheriv|createDecipheriv', ['aes-256-gcm']),
    planted: "createCipheriv('aes-256-ecb', key, null)",
  },
  {
    name: 'no other way to encipher, agree or sign is taken from Node',
    find: all(
      /\b(?:publicEncrypt|privateDecrypt|privateEncrypt|publicDecrypt|createCipher|createDecipher|createECDH|createDiffieHellman|generateKeyPair|generateKeyPairSync|pbkdf2|pbkdf2Sync|createSign|createVerify)\b|crypto\.subtle|RSA_PKCS1_PADDING/g,
    ),
    except: { 'src/platform/oidc.ts': 'reads the key of this client, for RSA-PSS or P-256' },
    planted: 'privateDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, sealed)',
  },
  {
    name: 'of libsodium the sealed box and the group of ristretto255 are used',
    find: sodiumNot([
      ...[
        'ready',
        'is_zero',
        'crypto_box_seed_keypair',
        'crypto_box_seal',
        'crypto_box_seal_open',
        'crypto_box_SEALBYTES',
      ],
      ...[
        'crypto_core_ristretto255_add',
        'crypto_core_ristretto255_from_hash',
        'crypto_core_ristretto255_is_valid_point',
      ],
      ...[
        'crypto_core_ristretto255_scalar_invert',
        'crypto_core_ristretto255_scalar_reduce',
        'crypto_core_ristretto255_sub',
      ],
      ...['crypto_scalarmult_ristretto255', 'crypto_scalarmult_ristretto255_base'],
    ]),
    planted: 'sodium.crypto_stream_xor(message, nonce, key)',
  },
  {
    name: 'what must not be guessed comes from the random source of the system',
    find: all(/Math\.random|\brandomFrom\(/g),
    except: {
      'src/linkage/decoy.store.ts':
        'which invented person a decoy is, from a keyed seed: it must come out the same again',
      'src/directory/tiles.ts': 'the order of moves when the map is computed: the same tables, the same map',
      'src/picture/estimate.ts': 'draws of an interval: the same table and seed, the same interval',
      'src/rules.command.ts': 'invented situations to try a change of rules on',
      'src/demonstration/clocks.ts': 'what was done in the simulated country',
      'src/simulation/draw.ts': 'the simulated country',
      'src/simulation/self-assessment.ts': 'what an invented municipality says of itself',
    },
    planted: 'const token = Math.random().toString(36)',
  },
  {
    name: 'what is random has 128 bits or more',
    find: fewRandomBytes,
    except: { 'src/platform/epoch-seeds.ts': 'the name of a file that is renamed at once' },
    planted: "randomBytes(8).toString('hex')",
  },
  {
    name: 'only entrances and commands write to the screen or the log',
    find: all(/\bprocess\.(?:stdout|stderr)\b|\bconsole\./g),
    except: {
      'bin/samenhang.js': 'the entrance of all',
      'src/platform/doctor.ts': 'says what it found',
    },
    planted: 'console.log(person)',
  },
]

/** Entrances beside src/wiring.ts, and commands: they talk to who started them. */
const ENTRANCE = /^src\/(?:(?!wiring)[\w-]+\.ts|.*\.command\.ts)$/

/** Where the source breaks a rule, and exceptions that are not needed. */
export const sourceFindings = (rule: SourceRule, files: readonly TextFile[]): readonly string[] => {
  const broken = files
    .map(({ path, text }) => ({ path, found: rule.find(withoutComments(text)) }))
    .filter(({ found }) => found.length > 0)
  const excepted = new Set(Object.keys(rule.except ?? {}))
  const used = new Set(broken.map(({ path }) => path))
  return [
    ...broken
      .filter(({ path }) => !excepted.has(path) && !(rule.planted.startsWith('console') && ENTRANCE.test(path)))
      .map(({ path, found }) => `${path}: ${rule.name}; here ${found[0]}`),
    ...[...excepted].filter((path) => !used.has(path)).map((path) => `${path} needs no exception from: ${rule.name}`),
  ]
}

const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1')
