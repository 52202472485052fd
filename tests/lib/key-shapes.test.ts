import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { holdsKey, unfinishedKeyAt, withoutKeys } from '../../src/lib/key-shapes.ts';
import { keys, pemBlocks } from '../support/keys.ts';

describe('a key', () => {
  test.each([...keys, ...pemBlocks])('is found: %j', (key) => {
    expect(holdsKey(key)).toBe(true);
    expect(withoutKeys(`before ${key}, after`, '…')).toBe('before …, after');
  });

  test('is replaced whole, wherever it stands and however often', () => {
    const around = fc.constantFrom('', ' ', '"', "'", '`', '(', '\n', '_', '=', ': ', ' Bearer ');
    const part = fc.oneof(
      fc.constantFrom(...keys, ...pemBlocks),
      fc.stringMatching(/^[A-Za-z-]{0,9}$/),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(around, part, fc.constantFrom(' ', '"', '\n', ')'))),
        (parts) => {
          const masked = withoutKeys(parts.flat().join(''), '…');
          expect(holdsKey(masked)).toBe(false);
          for (const key of keys) expect(masked).not.toContain(key);
        },
      ),
    );
  });

  test('is not begun in what counts as finished', () => {
    for (const key of [...keys, ...pemBlocks]) {
      for (let cut = 1; cut < key.length; cut += 1) {
        expect(unfinishedKeyAt(`see ${key.slice(0, cut)}`)).toBe(4);
      }
    }
  });
});

test.each([
  'sketch-ant-hill',
  'task_live_view',
  'xoxo',
  'AKIA',
  'sk-ant-hill',
  'sk-learn-pipeline-with-a-long-name-that-goes-on',
  'ghp_short',
  'npm_config_registry_of_the_whole_company_here',
  'hf_hub_download',
  'eyJhbGciOiJIUzI1NiJ9',
  'SG.yml',
  'SG.Infrastructure.Persistence.Repositories',
  'skipped',
  '-----BEGIN PRIVATE KEY-----',
  'the border `-----BEGIN RSA PRIVATE KEY-----` opens it and `-----END RSA PRIVATE KEY-----` closes it',
  '-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A\n-----END PUBLIC KEY-----',
])('%j only looks a little like a key', (text) => {
  expect(holdsKey(text)).toBe(false);
});

test('what somebody says of keys is not held back for longer than it may be one', () => {
  const text =
    'The file opens with -----BEGIN PRIVATE KEY----- and a base64 body. Never commit it.';
  expect(unfinishedKeyAt(text)).toBe(text.length);
});

test('a long text without blanks costs no time', () => {
  const texts = [
    '+'.repeat(50_000),
    `-----BEGIN PRIVATE KEY-----${'\\n+'.repeat(20_000)}!`,
    `-----BEGIN PRIVATE KEY-----${' Abc: x'.repeat(1_000)}!`,
    `-----BEGIN PRIVATE KEY-----${'\nAbc: x y'.repeat(1_000)}!`,
    '-eyJ'.repeat(50_000),
  ];
  const started = performance.now();
  for (const text of texts) {
    unfinishedKeyAt(text);
    withoutKeys(text, '…');
  }
  expect(performance.now() - started).toBeLessThan(2_000);
});
