import type { AddCommand } from './program.ts';

export const addApiReview: AddCommand = (program, run, terminal) => {
  program
    .command('api-review')
    .summary('review API contracts, and find breaking changes')
    .description(
      'OpenAPI 3.x, Swagger 2, AsyncAPI 2 and 3, GraphQL SDL, Protocol Buffers: what is invalid, what callers will trip ' +
        'over, and with --previous what breaks them. Each file is a contract by itself; nothing it refers to is fetched.',
    )
    .argument('<file...>', 'files, or - for stdin')
    .option('--previous <file>', 'the earlier version of the one file, to find breaking changes')
    .option(
      '--format <kind>',
      'openapi, swagger, asyncapi, graphql or protobuf, where the text does not tell it',
    )
    .option('--json', 'one JSON document: every finding, ungrouped')
    .option('--sarif', 'SARIF 2.1.0, for code scanning')
    .option('--fail-on <severity>', 'exit 1 if there is a finding this grave: error or warn')
    .addHelpText(
      'after',
      '\nExit codes: 0 reviewed; 1 nothing could be concluded, or not compared with --previous, or --fail-on found something; 2 bad use.' +
        '\n\nExamples:\n  architect api-review openapi.yaml\n  git show main:openapi.yaml > old.yaml; architect api-review openapi.yaml --previous old.yaml --fail-on error' +
        '\n  architect api-review schema.graphql protos/*.proto --sarif > api.sarif',
    )
    .action((files: string[], options: Readonly<Record<string, unknown>>) =>
      run(async () => {
        const { reviewContracts } = await import('./review-contracts.ts');
        return reviewContracts(files, options, terminal);
      }),
    );
};
