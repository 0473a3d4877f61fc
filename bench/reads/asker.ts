/** Asks over HTTP from a process of its own, so that what asking costs is no cost of the server. Started by main.ts, answers it by message. */
import { Agent, request } from 'node:http'
import { inStreams } from './streams.ts'

export type Asked = {
  readonly base: string
  readonly token: string
  readonly paths: readonly string[]
  readonly seconds: number
  readonly streams: number
}

const ask = ({ base, token, paths, seconds, streams }: Asked) => {
  const agent = new Agent({ keepAlive: true, maxSockets: streams })
  const { hostname, port } = new URL(base)
  return inStreams(
    seconds,
    streams,
    (number) =>
      new Promise((resolve, reject) => {
        const path = paths[number % paths.length] ?? '/'
        const sent = request({ hostname, port, path, agent, headers: { authorization: `Bearer ${token}` } }, (got) => {
          got.resume()
          got.on('end', () => resolve(got.statusCode === 200))
        })
        sent.on('error', reject)
        sent.end()
      }),
  )
}

process.once('message', async (asked) => {
  // Safe: main.ts sends exactly this.
  process.send?.(await ask(asked as Asked))
  process.disconnect()
})
