#!/usr/bin/env node
/**
 * Walks through the Dockerfile where no Docker engine runs: every stage in an empty folder of its own, fed only with
 * what .dockerignore lets through, each RUN by the local Node. Steps that need the image's root (apt-get) are named
 * and left out. Prints the folder of the last stage and the command to start it.
 *
 *   node scripts/dockerfile-by-hand.mjs [EMPTY_FOLDER]
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';

const root = resolve(import.meta.dirname, '..');
const target = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'architect-image-'));
const allowed = readFileSync(join(root, '.dockerignore'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('!'))
  .map((line) => line.slice(1));

/** @typedef {{ folder: string, cwd: string, env: Record<string, string> }} Stage */
/** @type {Map<string, Stage>} */
const stages = new Map();
/** @type {Stage} */
let stage = { folder: target, cwd: '/', env: {} };

for (const [keyword, rest] of instructions()) {
  switch (keyword) {
    case 'FROM':
      stage = from(rest);
      break;
    case 'WORKDIR':
      stage.cwd = rest;
      mkdirSync(inside(rest), { recursive: true });
      break;
    case 'ENV':
      stage.env = { ...stage.env, ...Object.fromEntries([rest.split('=')]) };
      break;
    case 'COPY':
      copy(rest.split(/\s+/));
      break;
    case 'RUN':
      run(rest);
      break;
    default:
      console.log(`   noted  ${keyword} ${rest}`);
  }
}
console.log(`\nThe image's files: ${inside(stage.cwd)}`);

/** Instructions as [keyword, rest], comments dropped and continued lines joined. */
function instructions() {
  const text = readFileSync(join(root, 'Dockerfile'), 'utf8')
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, '');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => /^(\w+)\s+(.*)$/.exec(line)?.slice(1) ?? fail(`cannot read: ${line}`));
}

/** @param {string} rest */
function from(rest) {
  const [image = '', , name = 'last'] = rest.split(/\s+/);
  const base = stages.get(image);
  const folder = join(target, name);
  mkdirSync(folder, { recursive: true });
  if (base !== undefined) cpSync(base.folder, folder, { recursive: true });
  const made = { folder, cwd: base?.cwd ?? '/', env: { ...base?.env } };
  stages.set(name, made);
  console.log(`\n== ${rest}`);
  return made;
}

/** @param {string[]} words */
function copy(words) {
  const flag = words[0]?.startsWith('--from=') ? words.shift() : undefined;
  const other = flag === undefined ? undefined : stages.get(flag.slice('--from='.length));
  if (flag !== undefined && other === undefined) fail(`no such stage: ${flag}`);
  const to = words.pop() ?? '.';
  for (const source of words) {
    if (other === undefined && !allowed.includes(source)) fail(`.dockerignore hides ${source}`);
    const path = other === undefined ? join(root, source) : join(other.folder, source);
    const name = to.endsWith('/') ? join(to, source) : to;
    cpSync(path, join(inside(stage.cwd), name), { recursive: true, verbatimSymlinks: true });
  }
  console.log(`   done   COPY ${[flag, ...words, to].filter(Boolean).join(' ')}`);
}

/** @param {string} command */
function run(command) {
  if (command.includes('apt-get')) {
    console.log(`   LEFT OUT (needs the image)  RUN ${command}`);
    return;
  }
  const { PATH = '', HOME = '' } = process.env;
  const { status } = spawnSync('sh', ['-c', command], {
    cwd: inside(stage.cwd),
    env: { PATH, HOME, ...stage.env },
    stdio: 'inherit',
  });
  if (status !== 0) fail(`RUN ${command} ended with ${status}`);
  console.log(`   done   RUN ${command}`);
}

/** @param {string} path */
function inside(path) {
  return join(stage.folder, path);
}

/**
 * @param {string} why
 * @returns {never}
 */
function fail(why) {
  console.error(why);
  process.exit(1);
}
