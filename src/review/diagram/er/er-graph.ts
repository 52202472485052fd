import type { Graph, GraphEdge, GraphNode, Row } from '../graph/model.ts';
import type { ToneName } from '../svg/colours.ts';
import type { ErColumn, ErModel, ErRelation, ErTable } from './model.ts';

/** The tables of a schema, their keys, and what refers to what. */
export function erGraph({ title, tables, relations, leftOut }: ErModel): Graph {
  return {
    title: title === '' ? null : title,
    direction: 'LR',
    nodes: tables.map(tableNode),
    edges: relations.map(relationEdge),
    clusters: [],
    leftOut,
  };
}

function tableNode({ name, columns, severity }: ErTable): GraphNode {
  return {
    id: name,
    name,
    parent: null,
    shape: 'rect',
    tone: severity === null ? 'blue' : tonesBySeverity[severity],
    body: {
      kind: 'table',
      title: name,
      sections: [columns.map(columnRow)],
      // In words, too: not everybody sees the colour.
      ...(severity === 'error' || severity === 'warn' ? { over: words[severity] } : {}),
    },
  };
}

const words = { error: 'error', warn: 'warning' } as const;

const tonesBySeverity: Readonly<Record<NonNullable<ErTable['severity']>, ToneName>> = {
  error: 'red',
  warn: 'amber',
  info: 'blue',
};

function columnRow({ name, type, key, notNull }: ErColumn): Row {
  return [
    { text: keyMarks[key], look: 'strong' },
    { text: name, look: key.startsWith('primary') ? 'strong' : 'name' },
    { text: type === '' || notNull ? type : `${type}?`, look: 'quiet' },
  ];
}

const keyMarks: Readonly<Record<ErColumn['key'], string>> = {
  primary: 'PK',
  foreign: 'FK',
  'primary+foreign': 'PK FK',
  unique: 'UQ',
  none: '',
};

/** From the table referred to, on the left, to the one that refers. */
function relationEdge({ from, to, columns, optional, unique }: ErRelation): GraphEdge {
  return {
    from: to,
    to: from,
    label: columns.join(', '),
    line: 'solid',
    fromHead: optional ? 'zero-or-one' : 'one',
    toHead: unique ? 'zero-or-one' : 'zero-or-more',
  };
}
