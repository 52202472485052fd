import type { AddCommand } from './program.ts';

export const addSchemaReview: AddCommand = (program, run, terminal) => {
  program
    .command('schema-review')
    .summary('review a database schema on a real PostgreSQL')
    .description(
      'Loads the schema into a real PostgreSQL of its own, asks its catalogs, and runs every fix before it ' +
        'is proposed. Several files are one schema in this order; a folder is its migrations in order; - is stdin. ' +
        'Statements that alter tables of an earlier file, or of none, are reviewed as a change: locks and rewrites are ' +
        'measured, the safe sequence and the way back are executed. With --before OLD the change is worked out.',
    )
    .argument('[file...]', 'files, a folder, or -')
    .option(
      '--dialect <dialect>',
      'postgres, mysql, mariadb, sqlite, prisma, rails, dbml or sqlserver (default: told from the text)',
    )
    .option('--before <old...>', 'the version before: then the review is of the change from it')
    .option('--json', 'one JSON document: every finding, ungrouped')
    .option('--sarif', 'SARIF 2.1.0, for code scanning')
    .option('--fix-script', 'only SQL: the change by its safe steps, then the safe fixes, in order')
    .option('--fail-on <severity>', 'exit 1 if there is a finding this grave: error or warn')
    .addHelpText(
      'after',
      '\nExit codes: 0 reviewed; 1 nothing could be concluded, or --fail-on found something; 2 bad use.' +
        '\n\nExamples:\n  architect schema-review schema.sql\n  pg_dump -s mydb | architect schema-review - --fail-on error' +
        '\n  architect schema-review db/migrations --sarif > schema.sarif' +
        '\n  architect schema-review --before old.sql new.sql --fail-on error',
    )
    .action((files: string[], options: Readonly<Record<string, unknown>>) =>
      run(async () => {
        const { reviewFiles } = await import('./review-files.ts');
        return reviewFiles(files, options, terminal);
      }),
    );
};
