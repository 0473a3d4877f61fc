import { type AddressInfo, createServer, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPool } from './pool.ts'

const message = (kind: string, body: Buffer): Buffer => {
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(kind), length, body])
}
const WELCOME = Buffer.concat([message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))])
const ENDED = message('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0'))

let server: Server
beforeAll(async () => {
  server = createServer((socket) => {
    socket.on('error', () => undefined)
    // What a server says that ends a connection as it comes: both in one piece.
    socket.once('data', () => socket.end(Buffer.concat([WELCOME, ENDED])))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  server.close()
})

test('a connection that the server ends in the moment in which it comes is a fault of who asks and ends no process', async () => {
  const { port } = server.address() as AddressInfo
  const loud: unknown[] = []
  const hear = (fault: unknown): void => void loud.push(fault)
  process.on('uncaughtExceptionMonitor', hear)
  const pool = openPool({ host: '127.0.0.1', port, user: 'nobody', database: 'nothing', max: 2 })
  try {
    for (let time = 0; time < 5; time += 1) await expect(pool.query('select 1')).rejects.toThrow()
    const client = await pool.connect()
    await new Promise((resolve) => setTimeout(resolve, 20))
    await expect(client.query('select 1')).rejects.toThrow()
    client.release(true)
    expect(loud).toEqual([])
  } finally {
    process.off('uncaughtExceptionMonitor', hear)
    await pool.end()
  }
})
