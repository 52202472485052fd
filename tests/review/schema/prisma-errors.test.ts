import { expect, test } from '@jest/globals';
import { readPrisma } from '../../../src/review/schema/dialects/prisma.ts';

// In a file of its own: Prisma's engine starts once a process (here, once a test file).
test('an invalid Prisma schema is told with its line, in Prisma’s words', async () => {
  const text = 'model User {\n  id Int @id\n  team Team\n}';
  const { failed } = await readPrisma({ name: 'schema.prisma', text });
  expect(failed).toEqual([
    { line: 3, sqlstate: '42601', message: expect.stringContaining('Prisma says: ') },
  ]);
});
