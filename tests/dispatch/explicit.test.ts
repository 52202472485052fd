import { describe, expect, test } from '@jest/globals';
import { explicitChoice } from '../../src/dispatch/explicit.ts';
import { agent } from './roster.ts';

const roster = [
  agent('backend-system-architect', 'Shapes systems.'),
  agent('backend-systems-architect', 'Reads code.'),
  agent('schema-reviewer', 'Reviews tables.'),
  agent('api-designer', 'Designs contracts.'),
  agent('security-reviewer', 'Finds holes.'),
];

const chosen = (text: string) => {
  const choice = explicitChoice(text, roster);
  if (choice === null) return null;
  return choice.kind === 'agent' ? choice.agent : `?${choice.name}`;
};

describe('an agent asked for by name', () => {
  test.each([
    ['ask schema-reviewer about my tables', 'schema-reviewer'],
    ['Ask the Schema Reviewer whether this is fine', 'schema-reviewer'],
    ['use @api_designer: PUT or PATCH?', 'api-designer'],
    ['hey, ask security-reviewer if this is safe', 'security-reviewer'],
    ['schema-reviewer: create table a (id int)', 'schema-reviewer'],
    ['Schema Reviewer: create table a (id int)', 'schema-reviewer'],
    ['ask security about the token', 'security-reviewer'],
    ['security: is this token safe', 'security-reviewer'],
    ['ask backend-system about boundaries', 'backend-system-architect'],
    ['use backend-systems-architect', 'backend-systems-architect'],
  ])('%s', (text, id) => {
    expect(chosen(text)).toBe(id);
  });

  test.each([
    'use api keys or JWT?',
    'use schema per tenant or row level security',
    'I would ask schema-reviewer, but who knows',
    '> ask schema-reviewer about it',
    '```\nask schema-reviewer about it\n```',
    'Note: the table is large',
    'TypeError: x is not a function',
    'openapi: 3.1.0',
    'backend: who is it?',
    'use kebab-case or snake_case in urls?',
    'ask for a raise',
    '',
  ])('nobody in "%s"', (text) => {
    expect(chosen(text)).toBeNull();
  });

  test.each([
    ['ask frontend-wizard about css', '?frontend-wizard'],
    ['ask the database-guru to help', '?database-guru'],
    ['use billing-expert: what now', '?billing-expert'],
  ])('somebody who does not exist: %s', (text, name) => {
    expect(chosen(text)).toBe(name);
  });
});
