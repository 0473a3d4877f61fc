/**
 * Prints what company is believed to weigh before a set has taught anything (`COMPANY_BEFORE` in src/linkage/company-learn.ts), fitted on
 * a country of `samenhang simulate`, of which the truth is known. Use: `node bench/linkage/learn-company.ts FOLDER`, made by
 * `samenhang simulate --persons 12000 --years 8 --seed 77 --out FOLDER`.
 */
import { join } from 'node:path'
import { fitCompany } from '../../src/linkage/index.ts'
import { benchLinkage } from './run-set.ts'

const folder = process.argv[2]
if (folder === undefined) throw new Error('Which folder? Make one with `samenhang simulate --out FOLDER`.')
benchLinkage({
  file: join(folder, 'signals.set.json'),
  encoding: 'relabelled',
  onCompany: (bits, company, same) => {
    const weights = fitCompany(bits, company, same).map((weight) => Number(weight.toFixed(2)))
    process.stdout.write(`${JSON.stringify(weights)}\n`)
  },
})
