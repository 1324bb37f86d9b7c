import { z } from 'zod';

interface SchemaNode {
  readonly $ref?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly contentEncoding?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly items?: SchemaNode;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly propertyNames?: SchemaNode;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
}

const FORMATS: Readonly<Record<string, string>> = {
  uuid: '0191e2a0-4b3c-7d5e-8f60-718293a4b5c6',
  date: '2026-03-02',
  'date-time': '2026-03-02T08:15:00+07:00',
  uri: 'http://city.example:8080/',
  base64: 'SOG7kyBzxqE=',
};

/** Texts that fit the patterns in use; the first that matches is taken. */
const FITTING = ['a'.repeat(64), '1.001193', '079203000123', 'trung-tam'];

/** The JSON Schema of a zod schema, as the command line prints it. Throws for what has none. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): SchemaNode {
  return z.toJSONSchema(schema, { io }) as SchemaNode;
}

/** One value that fits the schema, every property and one member of every list present. */
export function sampleOf(schema: z.ZodType, io: 'input' | 'output'): unknown {
  const root = jsonSchemaOf(schema, io);
  return sample(root, root.$defs ?? {});
}

/** Where the schema lets unknown keys of an object through, as paths. A record of stated values is no such place. */
export function looseObjectsOf(schema: z.ZodType, io: 'input' | 'output'): string[] {
  const found: string[] = [];
  visit(jsonSchemaOf(schema, io), '', (node, path) => {
    if (node.properties !== undefined && node.additionalProperties !== false) found.push(path || '(root)');
  });
  return found;
}

function visit(node: SchemaNode, path: string, see: (node: SchemaNode, path: string) => void): void {
  see(node, path);
  for (const each of [...(node.anyOf ?? []), ...(node.oneOf ?? [])]) visit(each, path, see);
  if (node.items !== undefined) visit(node.items, `${path}[]`, see);
  for (const [key, value] of Object.entries(node.properties ?? {})) visit(value, `${path}.${key}`, see);
  if (typeof node.additionalProperties === 'object') visit(node.additionalProperties, `${path}.*`, see);
}

function sample(node: SchemaNode, defs: Readonly<Record<string, SchemaNode>>): unknown {
  if (node.$ref !== undefined) {
    const target = defs[node.$ref.replace('#/$defs/', '')];
    if (target === undefined) throw new Error(`no definition for ${node.$ref}`);
    return sample(target, defs);
  }
  if ('const' in node) return node.const;
  if (node.enum !== undefined) return node.enum[0];
  const branch = node.anyOf?.[0] ?? node.oneOf?.[0];
  if (branch !== undefined) return sample(branch, defs);
  const type = typeof node.type === 'string' ? node.type : node.type?.[0];
  switch (type) {
    case 'string':
      return sampleText(node);
    case 'integer':
    case 'number':
      return Math.max(1, node.minimum ?? 1, (node.exclusiveMinimum ?? 0) + 1);
    case 'boolean':
      return true;
    case 'array':
      return node.items === undefined ? [] : [sample(node.items, defs)];
    case 'object':
      return sampleObject(node, defs);
    case 'null':
      return null;
    default:
      throw new Error(`no sample for ${JSON.stringify(node)}`);
  }
}

function sampleObject(node: SchemaNode, defs: Readonly<Record<string, SchemaNode>>): Record<string, unknown> {
  const entries = Object.entries(node.properties ?? {}).map(([key, value]) => [key, sample(value, defs)] as const);
  const values = node.additionalProperties;
  if (typeof values === 'object' && values.$ref === undefined) {
    for (const key of node.propertyNames?.enum ?? ['key']) entries.push([String(key), sample(values, defs)]);
  }
  return Object.fromEntries(entries);
}

function sampleText(node: SchemaNode): string {
  const format = node.format ?? node.contentEncoding;
  if (format !== undefined) {
    const value = FORMATS[format];
    if (value === undefined) throw new Error(`no sample for the format ${format}`);
    return value;
  }
  if (node.pattern !== undefined) {
    const pattern = new RegExp(node.pattern, 'u');
    const fitting = FITTING.find((each) => pattern.test(each));
    if (fitting === undefined) throw new Error(`no sample for the pattern ${node.pattern}`);
    return fitting;
  }
  return 'Phường Tân Sơn Nhất'.padEnd(node.minLength ?? 0, '.');
}
