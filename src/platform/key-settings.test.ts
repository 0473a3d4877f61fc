import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

const good = {
  SAMENHANG_KEY_SERVICE_URL: 'https://sleutels.example:8200',
  SAMENHANG_KEY_SERVICE_TOKEN: 'verzonnen-en-lang-genoeg',
}
const settingOf = (env: Readonly<Record<string, string>>) => {
  const read = readConfig(env)
  return read.ok ? 'good' : read.refusal.params?.['setting']
}

test('a key service is set by address and token, and the rest has a usual value', () => {
  const read = readConfig(good)
  expect(read.ok && read.value.keyService).toEqual({
    ...{ url: 'https://sleutels.example:8200', token: 'verzonnen-en-lang-genoeg' },
    ...{ mount: 'transit', prefix: 'samenhang' },
  })
  const without = readConfig({})
  expect(without.ok && without.value).not.toHaveProperty('keyService')
})

test('half a key service is refused, with the name of what is missing and never with the token', () => {
  const { SAMENHANG_KEY_SERVICE_URL: url, SAMENHANG_KEY_SERVICE_TOKEN: token } = good
  expect(settingOf({ SAMENHANG_KEY_SERVICE_URL: url })).toBe('SAMENHANG_KEY_SERVICE_TOKEN')
  expect(settingOf({ SAMENHANG_KEY_SERVICE_TOKEN: token })).toBe('SAMENHANG_KEY_SERVICE_URL')
  expect(settingOf({ SAMENHANG_KEY_SERVICE_MOUNT: 'transit' })).toBe('SAMENHANG_KEY_SERVICE_URL')
  for (const wrong of ['http://sleutels.example', 'ftp://x', 'https://u:p@x', 'https://x/?a=b', ''])
    expect(settingOf({ ...good, SAMENHANG_KEY_SERVICE_URL: wrong }), wrong).toBe('SAMENHANG_KEY_SERVICE_URL')
  expect(settingOf({ ...good, SAMENHANG_KEY_SERVICE_URL: 'http://127.0.0.1:8200' })).toBe('good')
  for (const wrong of ['kort', 'met spatie erin', ''])
    expect(settingOf({ ...good, SAMENHANG_KEY_SERVICE_TOKEN: wrong })).toBe('SAMENHANG_KEY_SERVICE_TOKEN')
  expect(settingOf({ ...good, SAMENHANG_KEY_SERVICE_MOUNT: '../sys' })).toBe('SAMENHANG_KEY_SERVICE_MOUNT')
  expect(settingOf({ ...good, SAMENHANG_KEY_SERVICE_PREFIX: 'a/b' })).toBe('SAMENHANG_KEY_SERVICE_PREFIX')
})

test('days of an epoch and of backups are whole numbers', () => {
  expect(settingOf({ SAMENHANG_KEY_EPOCH_DAYS: '30', SAMENHANG_KEY_BACKUP_DAYS: '0' })).toBe('good')
  for (const wrong of ['-1', '1.5', 'veel', '01', '99999'])
    expect(settingOf({ SAMENHANG_KEY_BACKUP_DAYS: wrong }), wrong).toBe('SAMENHANG_KEY_BACKUP_DAYS')
})
