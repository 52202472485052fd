import type { RecordedRequest } from './request.ts';
import type { Script } from './script.ts';
import { text } from './script.ts';

/** The answer to what no script matches: the agent's name and the question back, or the least JSON that fits. */
export function defaultAnswer(request: RecordedRequest): Script {
  if (request.wantsJson) {
    const schema = request.body.output_config?.format?.schema ?? schemaInText(request.system);
    return { steps: [text(JSON.stringify(leastInstance(schema)))] };
  }
  const agent = request.agent ?? 'no agent';
  return { steps: [text(`${agent} was asked: ${lastLine(request.question)}`, { every: 16 })] };
}

/** First value of an enum, empty strings, no optional fields. */
function leastInstance(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return null;
  if ('enum' in schema && Array.isArray(schema.enum)) return schema.enum[0] ?? null;
  if ('const' in schema) return schema.const;
  if ('anyOf' in schema && Array.isArray(schema.anyOf)) return leastInstance(schema.anyOf[0]);
  switch ('type' in schema ? schema.type : 'object') {
    case 'string':
      return '';
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return 0;
    case 'array':
      return [];
    case 'null':
      return null;
    default:
      return object(schema);
  }
}

function object(schema: object): Record<string, unknown> {
  const properties = 'properties' in schema ? Object(schema.properties) : {};
  const required: unknown = 'required' in schema ? schema.required : Object.keys(properties);
  const names = Array.isArray(required) ? required.map(String) : [];
  return Object.fromEntries(names.map((name) => [name, leastInstance(properties[name])]));
}

function schemaInText(system: string): unknown {
  const start = system.indexOf('{');
  try {
    return JSON.parse(system.slice(start, system.lastIndexOf('}') + 1));
  } catch {
    return {};
  }
}

function lastLine(question: string): string {
  const lines = question.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('<'));
  return lines.at(-1) ?? '';
}
