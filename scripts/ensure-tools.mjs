#!/usr/bin/env node
/**
 * What the tests need beside Node: a redis-server and a Chromium. Says nothing when both are there. Otherwise installs
 * them with the system's package manager where it may (apt as root or with a password-free sudo, or Homebrew), and
 * says so. Where it may not, it names what to install in one line and fails: a test that cannot run is never skipped.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';

/** @typedef {{ name: string, commands: string[], apt: string, brew: string[] }} Tool */

/** @type {Tool[]} */
const tools = [
  { name: 'redis-server', commands: ['redis-server'], apt: 'redis-server', brew: ['redis'] },
  {
    name: 'chromium',
    commands: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
    apt: 'chromium',
    brew: ['--cask', 'chromium'],
  },
];

const missing = tools.filter((tool) => !isThere(tool));
if (missing.length > 0) install(missing);
const still = missing.filter((tool) => !isThere(tool));
if (still.length > 0) {
  const names = still.map((tool) => tool.name).join(' and ');
  console.error(`The tests need ${names}: install and put on PATH, then run them again.`);
  process.exitCode = 1;
}

/** @param {Tool} tool */
function isThere(tool) {
  return tool.commands.some((command) => onPath(command));
}

/** @param {string} command */
function onPath(command) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.some((folder) => isExecutable(join(folder, command)));
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {Tool[]} wanted */
function install(wanted) {
  const names = wanted.map((tool) => tool.name).join(' and ');
  if (onPath('apt-get')) {
    const asRoot = rootPrefix();
    if (asRoot === undefined) return;
    console.error(`Installing ${names} with apt-get, for the tests.`);
    const apt = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
    run([...apt, 'update', '--quiet=2']);
    const packages = wanted.map((tool) => tool.apt);
    run([...apt, 'install', '--yes', '--quiet=2', '--no-install-recommends', ...packages]);
  } else if (onPath('brew')) {
    console.error(`Installing ${names} with Homebrew, for the tests.`);
    for (const tool of wanted) run(['brew', 'install', ...tool.brew]);
  }
}

/** How to become root without being asked for a password; undefined when there is no way. */
function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  const sudo = onPath('sudo') && spawnSync('sudo', ['-n', 'true']).status === 0;
  return sudo ? ['sudo', '-n'] : undefined;
}

/**
 * What it prints goes to stderr. Whether it worked is seen by looking for the tool.
 * @param {string[]} command
 */
function run([command = '', ...args]) {
  spawnSync(command, args, { stdio: ['ignore', 2, 2] });
}
