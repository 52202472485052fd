import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from './config.ts';
import { toError } from './lib/errors.ts';
import { defaultPrices, type PriceTable, priceTable } from './review/capacity/prices.ts';

/** The operator's own prices, or the shipped list prices. Throws a ConfigError that says what is wrong with the file. */
export function readPrices(path: string | null): PriceTable {
  if (path === null) return defaultPrices;
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (thrown) {
    const why = toError(thrown).message.replaceAll(/\s+/g, ' ');
    throw new ConfigError([`ARCHITECT_PRICES names a file that cannot be read: ${why}`]);
  }
  const parsed = priceTable.safeParse(json);
  if (parsed.success) return parsed.data;
  const problem = z.prettifyError(parsed.error).replaceAll(/\s+/g, ' ').slice(0, 300);
  throw new ConfigError([`ARCHITECT_PRICES names a file of another shape: ${problem}`]);
}
