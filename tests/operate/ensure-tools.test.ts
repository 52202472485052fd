import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

const script = resolve(import.meta.dirname, '../../scripts/ensure-tools.mjs');
const nothing = '#!/bin/sh\n';

let bin: string;
beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'architect-tools-'));
  // The script runs apt-get through env; as anyone but root, through sudo.
  put('env', '#!/bin/sh\nshift\nexec "$@"\n');
  put('sudo', '#!/bin/sh\nshift\n[ "$1" = true ] || exec "$@"\n');
});
afterEach(() => rmSync(bin, { recursive: true }));

function put(command: string, content: string): void {
  writeFileSync(join(bin, command), content);
  chmodSync(join(bin, command), 0o755);
}

/** Runs the script on a machine that has nothing but what was put into `bin`. */
function ensure() {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], {
    env: { PATH: bin },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** A package manager that "installs" by putting an empty command into `bin`. */
function packageManager(installs: readonly string[]): string {
  const steps = installs.map((name) => `: > ${bin}/${name}; /bin/chmod +x ${bin}/${name}`);
  return [
    '#!/bin/sh',
    `echo "$@" >> ${bin}/log`,
    'case "$*" in',
    `*install*) ${steps.join('; ')};;`,
    'esac',
    '',
  ].join('\n');
}

describe('ensure-tools', () => {
  test('says nothing when both tools are there, under whatever name', () => {
    put('redis-server', nothing);
    put('google-chrome', nothing);
    expect(ensure()).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test('installs what is missing with apt-get, and only that', () => {
    put('redis-server', nothing);
    put('apt-get', packageManager(['chromium']));
    expect(ensure()).toEqual({
      status: 0,
      stdout: '',
      stderr: 'Installing chromium with apt-get, for the tests.\n',
    });
    expect(readFileSync(join(bin, 'log'), 'utf8').trim().split('\n')).toEqual([
      'update --quiet=2',
      'install --yes --quiet=2 --no-install-recommends chromium',
    ]);
  });

  test('installs with Homebrew where there is no apt-get', () => {
    put('brew', packageManager(['redis-server', 'chromium']));
    expect(ensure()).toMatchObject({ status: 0 });
    expect(readFileSync(join(bin, 'log'), 'utf8')).toBe('install redis\ninstall --cask chromium\n');
  });

  test('names in one line what it could not bring, and fails', () => {
    expect(ensure()).toEqual({
      status: 1,
      stdout: '',
      stderr:
        'The tests need redis-server and chromium: install and put on PATH, then run them again.\n',
    });
  });

  test('fails when the package manager said it installed and did not', () => {
    put('chromium', nothing);
    put('apt-get', packageManager(['something-else']));
    expect(ensure()).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('The tests need redis-server: '),
    });
  });
});
