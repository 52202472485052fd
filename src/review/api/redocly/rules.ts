import type { RuleText } from '../rule.ts';

const OAS = 'https://spec.openapis.org/oas/v3.1.1.html';

/**
 * The rules of Redocly that we run, and what we say of what they find. Left out on purpose: what is a matter of taste
 * (licence, contact, tag and summary texts, unsafe Markdown), and what ours do with fewer false alarms: a redirect is
 * a success too, `security: []` is a decision, a default response covers a 404.
 */
export const redoclyRules: Readonly<Record<string, RuleText>> = {
  struct: {
    ...proved('api.spec_invalid', 'error', `${OAS}#schema-0`),
    why: 'It is not what the specification allows there: generators, gateways and validators refuse the document or read something else.',
    fix: 'Write it as the specification has it.',
  },
  'no-unresolved-refs': {
    ...proved('api.ref_unresolved', 'error', `${OAS}#reference-object`),
    why: 'The reference leads nowhere, so this part has no meaning.',
    fix: 'Name what exists, or add it under components.',
  },
  'no-identical-paths': {
    ...proved('api.path_twice', 'error', `${OAS}#paths-object`),
    why: 'Two paths that differ only by the name of a parameter are the same path: one of them is never reached.',
    fix: 'Make them one.',
  },
  'path-parameters-defined': {
    ...proved('api.path_parameter', 'error', `${OAS}#parameter-object`),
    why: 'The parameters of the path and those that are described differ: generated clients do not compile or send the wrong address.',
    fix: 'Describe each {parameter} of the path once, in: path.',
  },
  'path-not-include-query': {
    ...proved('api.path_query', 'error', `${OAS}#path-item-object`),
    why: 'A path ends before the question mark; tools match it literally, that is never.',
    fix: 'Describe query parameters under parameters.',
  },
  'path-declaration-must-exist': {
    ...proved('api.path_parameter_unnamed', 'error', `${OAS}#path-templating`),
    why: 'A {} without a name cannot be filled.',
    fix: 'Name the parameter.',
  },
  'operation-operationId-unique': {
    ...proved('api.operation_id_twice', 'error', `${OAS}#operation-object`),
    why: 'Two operations of one id become one method in generated clients.',
    fix: 'Give each its own operationId.',
  },
  'operation-parameters-unique': {
    ...proved('api.parameter_twice', 'error', `${OAS}#operation-object`),
    why: 'The same parameter is described twice; which one holds depends on the tool.',
    fix: 'Describe it once.',
  },
  'no-enum-type-mismatch': {
    ...proved('api.enum_type', 'error', `${OAS}#schema-object`),
    why: 'A value of the enum is not of the type beside it, so it can never be sent.',
    fix: 'Make the type and the values agree.',
  },
  'no-schema-type-mismatch': {
    ...proved('api.schema_type', 'error', `${OAS}#schema-object`),
    why: 'The schema says one type and describes another, so no value fits or nothing is checked.',
    fix: 'Make the type agree with what is described.',
  },
  'no-required-schema-properties-undefined': {
    ...proved('api.required_undefined', 'warn', `${OAS}#schema-object`),
    why: 'A property is required that nothing describes: often a slip of the pen, and then every answer is invalid.',
    fix: 'Describe it, or take it off the list.',
  },
  'security-defined': {
    ...proved('api.security_undefined', 'error', `${OAS}#security-requirement-object`),
    why: 'The security scheme that is asked for is described nowhere: the operation cannot be called, or is open.',
    fix: 'Describe the scheme under components.securitySchemes.',
  },
  'security-scopes-defined': {
    ...proved('api.scope_undefined', 'warn', `${OAS}#oauth-flow-object`),
    why: 'A scope is asked for that the scheme does not offer, so no token can have it.',
    fix: 'Add the scope to the flow, or correct its name.',
  },
  'no-mixed-number-range-constraints': {
    ...proved('api.number_range', 'warn', `${OAS}#schema-object`),
    why: 'Two bounds on the same side; only one of them counts.',
    fix: 'Keep one.',
  },
  'nullable-type-sibling': {
    ...proved(
      'api.nullable_untyped',
      'warn',
      'https://spec.openapis.org/oas/v3.0.4.html#fixed-fields-20',
    ),
    why: 'In 3.0 nullable counts only beside a type; without one null stays forbidden.',
    fix: 'Add the type, or name null in the alternatives.',
  },
  'spec-components-invalid-map-name': {
    ...proved('api.component_name', 'error', `${OAS}#components-object`),
    why: 'The name has characters that references to it cannot have.',
    fix: 'Use letters, digits, dot, hyphen and underscore.',
  },
  'spec-ref-siblings': {
    ...proved('api.ref_siblings', 'info', `${OAS}#reference-object`),
    why: 'What stands beside a $ref is ignored there.',
    fix: 'Move it to what is referred to, or wrap the $ref into allOf.',
  },
  'no-undefined-server-variable': {
    ...proved('api.server_variable', 'error', `${OAS}#server-variable-object`),
    why: 'The address has a variable without a value, so nobody can call it.',
    fix: 'Describe the variable with a default.',
  },
  'no-server-variables-empty-enum': {
    ...proved('api.server_variable_enum', 'error', `${OAS}#server-variable-object`),
    why: 'The variable has no value to choose, or its default is none of them.',
    fix: 'List the values, the default among them.',
  },
  'no-empty-servers': {
    ...proved('api.server_missing', 'info', `${OAS}#server-object`),
    why: 'No server is named, so clients call the place where they found the document.',
    fix: 'Name the servers.',
  },
  'no-path-trailing-slash': {
    ...proved('api.path_slash', 'info', `${OAS}#paths-object`),
    why: 'With and without the slash are two addresses: one of them is a 404 or a redirect that drops the body.',
    fix: 'Leave the slash away everywhere.',
  },
  'no-ambiguous-paths': {
    ...proved('api.path_ambiguous', 'info', `${OAS}#path-templating-matching`),
    why: 'A request fits both paths; which one answers depends on the router.',
    fix: 'Tell them apart by a literal segment.',
  },
  'operation-operationId': {
    ...proved('api.operation_id_missing', 'info', `${OAS}#operation-object`),
    why: 'Without an operationId generators invent a method name, which changes when the path does.',
    fix: 'Give each operation an id.',
  },
  'operation-operationId-url-safe': {
    ...proved('api.operation_id_characters', 'info', `${OAS}#operation-object`),
    why: 'The id has characters that links to the operation cannot have.',
    fix: 'Use letters, digits, hyphen and underscore.',
  },
  'no-duplicated-enum-values': {
    ...proved('api.enum_twice', 'info', `${OAS}#schema-object`),
    why: 'A value stands twice in the enum; some validators refuse the schema.',
    fix: 'Keep one.',
  },
  'no-illogical-composition-keywords': {
    ...proved('api.composition', 'info', `${OAS}#schema-object`),
    why: 'A choice among one alternative is no choice; generators make odd types of it.',
    fix: 'Use the schema itself.',
  },
  'no-invalid-media-type-examples': example('api.example_media'),
  'no-invalid-schema-examples': example('api.example_schema'),
  'no-invalid-parameter-examples': example('api.example_parameter'),
  'no-unused-components': {
    ...proved('api.component_unused', 'info', `${OAS}#components-object`),
    why: 'Nothing refers to it.',
    fix: 'Remove it, or refer to it.',
  },
  'spec-discriminator-defaultMapping': {
    ...proved(
      'api.discriminator',
      'info',
      'https://spec.openapis.org/oas/v3.2.0.html#discriminator-object',
    ),
    why: 'A value without the discriminator has no schema.',
    fix: 'Name a defaultMapping, or require the property.',
  },
  'spec-querystring-parameters': {
    ...proved(
      'api.querystring',
      'error',
      'https://spec.openapis.org/oas/v3.2.0.html#parameter-object',
    ),
    why: 'The whole query string is one parameter here, and others claim parts of it.',
    fix: 'Describe either the whole or the parts.',
  },
};

function proved(id: RuleText['id'], severity: RuleText['severity'], source: string) {
  return { id, severity, source, confidence: 'proved' } as const;
}

function example(id: RuleText['id']): RuleText {
  return {
    ...proved(id, 'info', `${OAS}#example-object`),
    why: 'The example does not fit its schema: one of them is wrong, and people copy the example.',
    fix: 'Correct whichever is wrong.',
  };
}
