/**
 * Takes the README's picture: the playground with a question answered in its thread. The answer is written below and
 * played by the scripted model of the tests; no model is asked.
 *
 *   npm run build && npx tsx scripts/take-picture.mts
 */
import { mkdirSync } from 'node:fs';
import { text } from '../tests/support/model/script.ts';
import { startStage } from '../tests/playground/page/support/stage.ts';

const PICTURE = 'docs/images/playground.png';

const QUESTION =
  '@architect We charge cards in a Node monolith and sometimes charge twice after a timeout. How should we make payments idempotent?';

const ANSWER = `**Store one idempotency key per intent to pay, and charge under that key.** A timeout then means _unknown_, not _failed_, and every retry asks about the same charge.

| Option | Charged twice? | Cost |
|---|---|---|
| Retry blindly | after each timeout | none |
| Provider’s key only | after its window | small |
| **Own key + provider’s** | **no** | **one insert** |

1. The client makes the key when the customer presses _Pay_.
2. Insert it first: a conflict means that somebody is at it.
3. Charge with the same key, then record the outcome.

\`\`\`sql
create table payment_intents (
  key       uuid primary key,
  order_id  bigint not null references orders (id),
  charge_id text unique  -- null: outcome unknown
);
\`\`\`

_Assumed:_ one Postgres, and a provider that honours keys for 24 hours. What becomes of an intent that stays unknown for longer?`;

mkdirSync('docs/images', { recursive: true });
const stage = await startStage();
try {
  stage.model.always([text(ANSWER)], (request) => !request.wantsJson);
  const { slack } = stage.playground;
  slack
    .person('grace')
    .say(
      'general',
      'Three customers were charged twice this morning, all after a gateway timeout.',
    );
  slack
    .person('linus')
    .say('general', 'Refunded. The retry in `charge()` fired while the first call was still open.');
  const page = await stage.open({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
  await page.getByRole('textbox', { name: 'Message #general' }).fill(QUESTION);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'This answer helped' }).waitFor();
  // What stands here instead of a model is said in the page's own line, with an address that changes.
  await page.locator('.about').evaluate((line) => line.remove());
  await page.getByRole('complementary', { name: 'Thread' }).getByRole('log').hover();
  await page.mouse.move(600, 5);
  await page.screenshot({ path: PICTURE });
} finally {
  await stage.close();
}
