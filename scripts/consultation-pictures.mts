/**
 * Takes the pictures of one whole consultation: questions first, the streamed answer with its diagram, options and
 * priorities, the evidence, the saved record, and the next consultation that finds it. The model is scripted
 * (tests/support/model.ts): its words are written below. Everything around them is the bot's: the form, the checks,
 * the drawings, the order of the actions, the record.
 *
 *   npm run build && npx tsx scripts/consultation-pictures.mts
 */
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { startPlayground } from '../src/playground/playground.ts';
import { startBrowser } from '../tests/playground/page/support/browser.ts';
import { startScriptedModel } from '../tests/support/model.ts';
import { text, toolUse } from '../tests/support/model/script.ts';

const FOLDER = 'docs/images';

const prose = `**Write orders and their events in one transaction, and let a relay publish them.** Checkout then depends on the database alone, and stock hears of every paid order.

\`\`\`mermaid
flowchart LR
  shop[Checkout] --> db[(Orders and outbox)]
  db --> relay[Relay]
  relay --> broker[Broker]
  broker --> stock[Stock]
  broker --> mail[Mail]
\`\`\`

The outbox is one table beside the orders:

\`\`\`sql
CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic text NOT NULL,
  payload jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
\`\`\`

Consumers see an event at least once, so each keeps the ids that it has handled. When the broker is down, checkout goes on and the outbox grows; alert on the age of its oldest row.`;

const structure = {
  title: 'How stock hears of paid orders',
  context: 'Checkout, stock and mail share one database and call each other in the request.',
  assumptions: ['The load is that of one region.', 'One team owns checkout and stock.'],
  requirements: [
    { id: 'R1', text: 'No paid order is lost' },
    { id: 'R2', text: 'Checkout works while stock is down' },
  ],
  options: [
    option(
      'Outbox and relay',
      'Events are rows of the order’s transaction.',
      false,
      'helps',
      'helps',
    ),
    option('Call stock directly', 'Checkout waits for stock’s answer.', false, 'neutral', 'hurts'),
    option('Leave it', 'The shared tables stay as they are.', true, 'neutral', 'hurts'),
  ],
  decision: { option: 'Outbox and relay', why: 'Only it keeps R1 and R2 when a part is down.' },
  consequences: ['Stock is seconds behind.', 'Consumers have to recognise what they have seen.'],
  actions: [
    action('Add the outbox to the order’s transaction', 'high', 'low', 'Migrate one table'),
    action('Make stock’s consumer idempotent', 'high', 'medium', 'Keep handled ids'),
    action('Alert on the oldest row', 'medium', 'low', 'Export its age'),
    action('Move mail behind the broker', 'low', 'medium', 'List the senders'),
  ],
  risks: [{ risk: 'The outbox grows unseen', mitigation: 'Alert on its age, prune what was sent' }],
  openQuestions: ['Who runs the broker?'],
  revisit: { when: 'A second region is planned' },
  sources: [],
};

mkdirSync(FOLDER, { recursive: true });
const model = await startScriptedModel();
model.always(
  [text(prose, { every: 60, delayMs: 5 }), toolUse('recommend', structure)],
  (request) => !request.wantsJson,
);
const playground = await startPlayground({
  port: 0,
  env: { ANTHROPIC_API_KEY: 'scripted', ANTHROPIC_BASE_URL: model.url },
  warn: console.error,
});
const browser = await startBrowser();
try {
  const page = await open();
  await say(
    page,
    '@architect Design how stock learns of paid orders in our web shop: the whole architecture',
  );
  await button(page, 'Just assume').waitFor();
  await picture(page, 'consultation-form');
  await button(page, 'Just assume').click();
  await button(page, 'Save as decision').waitFor({ timeout: 120_000 });
  await thread(page).getByText('Impact × effort').waitFor();
  await page.waitForTimeout(1_000);
  await show(
    page,
    thread(page).getByText('Write orders and their events').first(),
    'consultation-answer',
  );
  await show(page, thread(page).getByText('Decision:').first(), 'consultation-options');
  await show(page, thread(page).getByText('Diagram (flowchart)').first(), 'consultation-diagram');
  await button(page, 'Evidence').click();
  await page.getByRole('dialog').waitFor();
  await picture(page, 'consultation-evidence');
  await page.keyboard.press('Escape');
  await button(page, 'Save as decision').click();
  await thread(page)
    .getByText(/^Show all/)
    .last()
    .click();
  await show(page, thread(page).getByText('Saved:').last(), 'consultation-decision');
  await page.getByRole('button', { name: /close/i }).first().click();
  await say(
    page,
    '@architect should stock read paid orders from the outbox relay? Just assume the rest.',
  );
  const found = await playground.slack.until(
    () => playground.slack.messages('general').find((m) => m.shown.includes('Bears on decision')),
    { timeoutMs: 60_000, what: 'the earlier decision' },
  );
  console.log('found again:', /Bears on decision[^\n·]*/.exec(found.shown)?.[0]);
} finally {
  await browser.close();
  await playground.stop();
  await model.close();
}

async function open(): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    colorScheme: 'light',
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(playground.url);
  await page.locator('.workspace').waitFor();
  return page;
}

async function say(page: Page, words: string): Promise<void> {
  const field = page.getByRole('textbox', { name: /^Message / });
  await field.fill(words);
  await field.press('Enter');
}

function thread(page: Page) {
  return page.getByRole('complementary', { name: 'Thread' });
}

function button(page: Page, name: string) {
  return thread(page).getByRole('button', { name, exact: true }).last();
}

async function show(page: Page, what: ReturnType<Page['getByText']>, name: string): Promise<void> {
  await what.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await picture(page, name);
}

async function picture(page: Page, name: string): Promise<void> {
  await page.mouse.move(600, 5);
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
  console.log(`${FOLDER}/${name}.png`);
}

function option(name: string, summary: string, isDoNothing: boolean, R1: string, R2: string) {
  const effects = Object.entries({ R1, R2 });
  const tradeOffs = effects.map(([requirement, effect]) => ({ requirement, effect, why: summary }));
  return { name, summary, isDoNothing, tradeOffs };
}

function action(what: string, impact: string, effort: string, firstStep: string) {
  return { action: what, impact, effort, confidence: 'high', firstStep };
}
