import { isRecord } from '../document/node.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * Swagger 2 in the form of OpenAPI 3.0, as far as a comparison needs it: parameters with schemas, bodies and responses
 * by media type, definitions under components. What has no counterpart is left out of the comparison.
 */
export function fromSwagger(document: Json): Json {
  const paths = mapped(document['paths'], (item) =>
    mapped(item, (operation, key) => {
      if (key === 'parameters')
        return list(operation).map((one) => parameter(resolved(one, document)));
      return isRecord(operation) && METHODS.test(key)
        ? operationOf(operation, document)
        : operation;
    }),
  );
  const { info, security } = document;
  const moved = {
    openapi: '3.0.3',
    info,
    ...(security === undefined ? {} : { security }),
    paths,
    components: { schemas: document['definitions'] ?? {} },
  };
  return JSON.parse(JSON.stringify(moved).replaceAll('"#/definitions/', '"#/components/schemas/'));
}

function operationOf(operation: Json, document: Json): Json {
  const { parameters, responses, ...rest } = operation;
  const all = list(parameters).map((one) => resolved(one, document));
  const body = all.find((one) => one['in'] === 'body');
  const form = all.filter((one) => one['in'] === 'formData');
  return {
    ...rest,
    parameters: all
      .filter((one) => one['in'] !== 'body' && one['in'] !== 'formData')
      .map(parameter),
    ...(body === undefined ? {} : { requestBody: requestBody(body) }),
    ...(form.length === 0 ? {} : { requestBody: formBody(form) }),
    responses: mapped(responses, (response) => {
      const { schema, ...told } = resolved(response, document);
      return schema === undefined ? told : { ...told, content: { [JSON_TYPE]: { schema } } };
    }),
  };
}

function parameter(given: Json): Json {
  const { name, in: where, required, description, schema, ...type } = given;
  return { name, in: where, required: required === true, description, schema: schema ?? type };
}

function requestBody({ required, schema }: Json): Json {
  return { required: required === true, content: { [JSON_TYPE]: { schema: schema ?? {} } } };
}

function formBody(form: readonly Json[]): Json {
  const properties = Object.fromEntries(
    form.map((one) => [String(one['name']), parameter(one)['schema']]),
  );
  const required = form.filter((one) => one['required'] === true).map((one) => one['name']);
  return {
    content: {
      'application/x-www-form-urlencoded': { schema: { type: 'object', required, properties } },
    },
  };
}

/** Shared parameters and responses, by their one possible form of reference. */
function resolved(value: unknown, document: Json): Json {
  if (!isRecord(value)) return {};
  const [, kind, name] = /^#\/(parameters|responses)\/(.+)$/.exec(String(value['$ref'])) ?? [];
  const shared = kind === undefined ? undefined : document[kind];
  const found = isRecord(shared) && name !== undefined ? shared[name] : undefined;
  return isRecord(found) ? found : value;
}

function mapped(value: unknown, change: (inner: unknown, key: string) => unknown): Json {
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner, key)]));
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const METHODS = /^(get|put|post|delete|options|head|patch)$/;
const JSON_TYPE = 'application/json';
