/**
 * Takes the pictures of a schema review in the playground: without a key, where nothing is written by hand, and with
 * a scripted model (tests/support/model.ts), whose words are written below. In both the engine ran.
 *
 *   npm run build && npx tsx scripts/take-picture.mts
 */
import { mkdirSync } from 'node:fs';
import { startPlayground } from '../src/playground/playground.ts';
import { startBrowser } from '../tests/playground/page/support/browser.ts';
import { startScriptedModel } from '../tests/support/model.ts';
import { text, toolUse } from '../tests/support/model/script.ts';

const FOLDER = 'docs/images';

const SCHEMA = `create table customers (
  id bigint generated always as identity primary key,
  email text not null unique
);
create table orders (
  id bigint generated always as identity primary key,
  customer_id bigint not null references customers (id) on delete cascade,
  total float not null check (total >= 0),
  created_at timestamptz not null default now()
);`;

const NARRATIVE = `**Change \`orders.total\` before the first invoice; the rest can wait a week.**

1. **\`orders.total\` is a binary float.** Sums drift by cents, and no rounding later brings them back. While the table is small the rewrite is short:

\`\`\`sql
ALTER TABLE orders ALTER COLUMN total TYPE numeric(19,4) USING total::numeric;
\`\`\`

2. **No index leads with \`orders.customer_id\`.** Each deleted customer reads all orders, because of the cascade:

\`\`\`sql
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
\`\`\`

3. **Is the cascade meant?** With it, deleting a customer deletes their orders. If you must keep orders for the tax office, use \`ON DELETE RESTRICT\`.`;

mkdirSync(FOLDER, { recursive: true });
const browser = await startBrowser();
const model = await startScriptedModel();
model.always([text(NARRATIVE)], (request) => !request.wantsJson);
model.next([toolUse('review_schema', { sql: SCHEMA })], (request) => !request.wantsJson);
const scripted = { ANTHROPIC_API_KEY: 'scripted', ANTHROPIC_BASE_URL: model.url };
try {
  await take('playground', { env: {}, until: 'no model', show: 'Warning:', from: 250 });
  await take('schema-review-model', { env: scripted, until: 'tokens', show: 'Change', from: 200 });
} finally {
  await browser.close();
  await model.close();
}

async function take(
  name: string,
  how: {
    readonly env: Readonly<Record<string, string>>;
    /** Words of the footer of an answer that is finished. */
    readonly until: string;
    /** Words of the answer. */
    readonly show: string;
    readonly from: number;
  },
): Promise<void> {
  const playground = await startPlayground({ port: 0, env: how.env, warn: console.error });
  try {
    const { slack } = playground;
    const [grace, linus] = [slack.person('grace'), slack.person('linus')];
    grace.say('general', 'The new order tables are ready. Anything I should know before Thursday?');
    linus.say('general', 'Let Architect run them first.');
    await grace.command('/schema-review', slack.typed(SCHEMA), 'general');
    const answer = await slack.until(
      () => slack.messages('general').find((m) => m.footer?.includes(how.until)),
      { timeoutMs: 60_000, what: 'the review' },
    );
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      colorScheme: 'light',
      locale: 'en-GB',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await page.goto(playground.url);
    await page.getByText(/\d repl(?:y|ies)/).click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await thread.getByText(how.show).first().waitFor();
    await thread.getByRole('img').first().waitFor();
    await thread.getByRole('log').evaluate((log, top) => {
      log.scrollTop = top;
    }, how.from);
    await page.mouse.move(600, 5);
    await page.screenshot({ path: `${FOLDER}/${name}.png` });
    console.log(`${FOLDER}/${name}.png`, answer.footer);
  } finally {
    await playground.stop();
  }
}
