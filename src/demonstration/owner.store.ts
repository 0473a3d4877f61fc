/** Work of the owner of the tables, which no process of the product does: a demonstration and its tests alone. */
import pg from 'pg'

/** Runs as the owner of the tables in one transaction, over a connection of its own. */
export const asOwner = async <T>(adminUrl: string, act: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('set local role samenhang_owner')
    const done = await act(client)
    await client.query('commit')
    return done
  } finally {
    await client.end()
  }
}
