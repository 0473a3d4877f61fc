#!/usr/bin/env node
// Starts the command line on a Node that runs TypeScript by itself. A host may still have Node 20: the newer one
// comes with the packages. This file is plain JavaScript so that every Node >= 20 can read it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module, { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const entry = join(root, 'src', 'cli.ts')

// A library asks Node what its cryptography supports, and Node warns of its own answer. Whoever starts the house can do nothing with that line.
const QUIET = '--disable-warning=ExperimentalWarning'

if (process.features.typescript) {
  const [show] = process.listeners('warning')
  process.removeAllListeners('warning')
  process.on('warning', (warning) => {
    if (warning.name !== 'ExperimentalWarning') show?.(warning)
  })
  // What was compiled once is read back: a second start does not pay for it again.
  module.enableCompileCache?.(join(root, 'node_modules', '.cache', 'samenhang'))
  await import(entry)
} else {
  const node = packagedNode()
  if (!node) {
    console.error(
      `Deze Node (${process.version}) is te oud en er is geen meegeleverde Node voor ${process.platform}-${process.arch}.\n` +
        'Installeer Node 22.18 of nieuwer en probeer het opnieuw.\n' +
        `This Node (${process.version}) is too old and none comes with the packages here. Install Node 22.18 or newer.`,
    )
    process.exit(2)
  }
  const child = spawn(node, [QUIET, entry, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}

/** The Node binary of the optional package for this platform, if it was installed. */
function packagedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  try {
    const manifest = createRequire(import.meta.url).resolve(`node-${platform}-${process.arch}/package.json`)
    const binary = join(dirname(manifest), 'bin', platform === 'win' ? 'node.exe' : 'node')
    return existsSync(binary) ? binary : undefined
  } catch {
    return undefined
  }
}
