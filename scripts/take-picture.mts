/**
 * Takes the README's picture: the playground without a key, a schema reviewed in its thread. Nothing in it is written
 * by hand: the engine ran, no model took part.
 *
 *   npm run build && npx tsx scripts/take-picture.mts
 */
import { mkdirSync } from 'node:fs';
import { startPlayground } from '../src/playground/playground.ts';
import { startBrowser } from '../tests/playground/page/support/browser.ts';

const PICTURE = 'docs/images/playground.png';

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

mkdirSync('docs/images', { recursive: true });
const playground = await startPlayground({ port: 0, env: {}, warn: console.error });
const browser = await startBrowser();
try {
  const { slack } = playground;
  const [grace, linus] = [slack.person('grace'), slack.person('linus')];
  grace.say('general', 'The new order tables are ready. Anything I should know before Thursday?');
  linus.say('general', 'Let Architect run them first.');
  await grace.command('/schema-review', slack.typed(SCHEMA), 'general');
  const answer = await slack.until(
    () => slack.messages('general').find((m) => m.footer?.includes('no model')),
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
  await thread.getByText('Warning:').first().waitFor();
  await thread.getByRole('img').first().waitFor();
  await thread.getByRole('log').evaluate((log) => {
    log.scrollTop = 250;
  });
  await page.mouse.move(600, 5);
  await page.screenshot({ path: PICTURE });
  console.log(PICTURE, answer.footer);
} finally {
  await browser.close();
  await playground.stop();
}
