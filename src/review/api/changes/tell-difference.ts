import { at, isRecord, items, rootOf, text } from '../document/node.ts';
import type { Diff } from './differ.ts';

/** "removed the property `total` of a response", "type of the parameter `page`: string → integer". */
export function tellDifference(
  { action, path, before, after }: Diff,
  earlier: unknown,
  side = sideOf(path.map(String)),
): string {
  const names = path.map(String);
  const [holder = '', key = ''] = [names.at(-2), names.at(-1)];
  const owner = propertyOf(names);
  const property = owner === null ? '' : ` of \`${owner}\``;
  const of = `${property}${ownerOf(names, earlier)}${side}`;
  switch (action) {
    case 'add':
      return `added ${nameOf(holder, key, after)}${of}`;
    case 'remove':
      return `removed ${nameOf(holder, key, before)}${of}`;
    case 'rename':
    case 'replace':
    case 'test': {
      const what = `${/^\d+$/.test(key) ? holder : key}${of}`;
      return before === undefined && after === undefined
        ? `${what} renamed`
        : `${what}: ${shown(before)} → ${shown(after)}`;
    }
  }
}

/** Whose schema it is about: the last property on the way but the one that comes or goes itself. */
function propertyOf(names: readonly string[]): string | null {
  const [fourth, third, holder] = [names.at(-4), names.at(-3), names.at(-2)];
  if (third === 'properties') return holder ?? null;
  const isList = holder === 'enum' || holder === 'required';
  return isList && fourth === 'properties' ? (third ?? null) : null;
}

/** Within a request or a response; a whole one says so itself. */
function sideOf(names: readonly string[]): string {
  if (names.slice(0, -1).includes('requestBody')) return ' of a request';
  return names.slice(0, -2).includes('responses') ? ' of a response' : '';
}

/** The parameter that it is about: an index below the earlier count is the earlier one's. */
function ownerOf(names: readonly string[], earlier: unknown): string {
  if (names[3] !== 'parameters' || names.length < 6) return '';
  const list = items(at(rootOf(earlier), ...names.slice(0, 4)));
  const parameter = list[Number(names[4])];
  const name = parameter === undefined ? undefined : text(parameter, 'name');
  return name === undefined ? ' of a parameter' : ` of the parameter \`${name}\``;
}

function nameOf(holder: string, key: string, value: unknown): string {
  if (holder === 'properties') return `the property \`${key}\``;
  if (holder === 'required') return `\`${shown(value)}\` as required`;
  if (holder === 'enum') return `the value ${shown(value)}`;
  if (holder === 'responses') return `the response ${key}`;
  if (key === 'requestBody') return 'the request body';
  if (holder === 'parameters' && isRecord(value)) {
    const required = value['required'] === true ? 'required ' : '';
    return `the ${required}${String(value['in'])} parameter \`${String(value['name'])}\``;
  }
  if (METHOD.test(key)) return `${key.toUpperCase()} ${holder}`;
  if (typeof value === 'object' || value === undefined) return /^\d+$/.test(key) ? holder : key;
  return /^\d+$/.test(key) ? `${holder} ${shown(value)}` : `\`${key}: ${shown(value)}\``;
}

function shown(value: unknown): string {
  const said = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return said.length > MOST ? `${said.slice(0, MOST)}…` : said;
}

const METHOD = /^(get|put|post|delete|options|head|patch|trace)$/;
const MOST = 60;
