import { rootFields, type Sdl, type SdlField } from '../graphql/sdl.ts';
import { compositeOf, isConnection, isEntity, outputTypes, pagingOf } from '../graphql/shape.ts';
import type { Hit, Rule } from '../rule.ts';

const PAGINATION = 'https://graphql.org/learn/pagination/';

/** Lists, and what asking for them costs. */
export const listRules: readonly Rule<Sdl>[] = [
  {
    id: 'api.graphql_list_unpaged',
    severity: 'warn',
    confidence: 'heuristic',
    why: 'The list comes whole: response time and memory grow with the data, and pages cannot be added later without a new field.',
    source: PAGINATION,
    fix: 'Return a connection with first and after, and a maximum for first; for a list that cannot grow say so in its description.',
    check: (sdl) => [
      ...rootFields(sdl, 'query')
        .filter((field) => isWholeList(field, sdl))
        .map((field) => hit(sdl.roots.query, field)),
      ...outputTypes(sdl)
        .filter(
          (type) =>
            !Object.values(sdl.roots).includes(type.name) &&
            !isConnection(type) &&
            !type.name.endsWith('Payload'),
        )
        .flatMap((type) =>
          type.fields
            .filter((field) => isWholeList(field, sdl))
            .map((field): Hit => ({ ...hit(type.name, field), severity: 'info' })),
        ),
    ],
  },
  {
    id: 'api.graphql_connection_shape',
    severity: 'info',
    confidence: 'proved',
    why: 'It is named a connection and has not the parts of one, so client libraries do not page it.',
    source: 'https://relay.dev/graphql/connections.htm',
    fix: 'Give it pageInfo, and edges or nodes.',
    check: ({ types }) =>
      [...types.values()]
        .filter(({ name, kind }) => kind === 'object' && /.Connection$/.test(name))
        .filter(({ fields }) => {
          const names = new Set(fields.map((field) => field.name));
          return !names.has('pageInfo') || !(names.has('edges') || names.has('nodes'));
        })
        .map(({ name, line }) => ({ where: name, at: line })),
  },
  {
    id: 'api.graphql_paging_mixed',
    severity: 'info',
    confidence: 'heuristic',
    why: 'Lists are paged in different ways, so no client can have one loop for all of them.',
    source: PAGINATION,
    fix: 'Choose cursors for all.',
    check: (sdl) => {
      const styles = new Map<string, Hit>();
      for (const field of rootFields(sdl, 'query')) {
        const style = pagingOf(field);
        if (style !== null && style !== 'size only' && !styles.has(style))
          styles.set(style, hit(sdl.roots.query, field));
      }
      const [, second] = [...styles.values()];
      const told = [...styles].map(([style, { where }]) => `${where} by ${style}`).join(', ');
      return second === undefined ? [] : [{ ...second, detail: told }];
    },
  },
  {
    id: 'api.graphql_n_plus_one',
    severity: 'info',
    confidence: 'heuristic',
    why: 'A list of things that each refer to another thing: resolved one by one this is a query for each item.',
    source: 'https://graphql.org/learn/performance/#the-n1-problem',
    fix: 'Batch these resolvers with a DataLoader per request, or join them in the list’s own query. The schema cannot show whether that is done.',
    check: (sdl) => {
      const found = outputTypes(sdl).flatMap((type) =>
        type.fields.flatMap((field) => fanOuts(type.name, field, sdl)),
      );
      const [first] = found;
      if (first === undefined) return [];
      return [
        {
          ...first,
          detail: `${found.length} places, such as ${first.where}`,
          where: 'lists of things that refer to others',
        },
      ];
    },
  },
  {
    id: 'api.graphql_list_nullability',
    severity: 'info',
    confidence: 'proved',
    why: 'Items of lists may be null, which nearly never happens: every client has to write code for it.',
    source: 'https://graphql.org/learn/schema/#list',
    fix: 'Write [Order!] unless single items can really fail.',
    check: (sdl) => {
      const lists = outputTypes(sdl)
        .filter((type) => !isConnection(type))
        .flatMap((type) =>
          type.fields
            .filter((field) => field.type.isList)
            .map((field) => ({ owner: type.name, field })),
        );
      const odd = lists.filter(({ field }) => field.type.areItemsNullable);
      const [first] = odd;
      if (first === undefined) return [];
      return [
        {
          ...hit(first.owner, first.field),
          detail: `${odd.length} of ${lists.length} lists, such as ${first.owner}.${first.field.name}`,
          where: 'lists',
        },
      ];
    },
  },
];

function hit(owner: string, { name, line }: SdlField): Hit {
  return { where: `${owner}.${name}`, at: line };
}

/** A list of objects without any way to ask for a part of it. */
function isWholeList(field: SdlField, sdl: Sdl): boolean {
  const item = compositeOf(field, sdl);
  return (
    field.type.isList &&
    item !== null &&
    !isConnection(item) &&
    pagingOf(field) === null &&
    !/^(nodes|edges|errors|userErrors|_entities)$/.test(field.name) &&
    !isByIds(field)
  );
}

/** Asked for by ids the list is as long as the caller made it. */
function isByIds({ args }: SdlField): boolean {
  return args.some(({ name, type }) => type.isList && /ids?$|keys$/i.test(name));
}

/** From a list, or the nodes of a connection, to another entity that each item names once. */
function fanOuts(owner: string, field: SdlField, sdl: Sdl): readonly Hit[] {
  const item = field.type.isList ? compositeOf(field, sdl) : null;
  if (item === null || isConnection(item)) return [];
  return item.fields
    .filter((inner) => !inner.type.isList && inner.args.length === 0)
    .filter((inner) => {
      const other = compositeOf(inner, sdl);
      return other !== null && isEntity(other) && other.name !== owner;
    })
    .map((inner) => ({
      where: `${owner}.${field.name} → ${item.name}.${inner.name}`,
      at: field.line,
    }));
}
