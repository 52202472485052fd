/** The languages that a schema may be written in. */
export const dialects = [
  'postgres',
  'mysql',
  'mariadb',
  'sqlite',
  'prisma',
  'rails',
  'dbml',
  'sqlserver',
] as const;

export type Dialect = (typeof dialects)[number];
