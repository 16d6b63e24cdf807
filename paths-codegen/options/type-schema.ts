import { type Node, type Type, type Symbol as TypeSymbol, ts } from 'ts-morph';
import { defaultOf, descriptionOf } from './comments.ts';

export interface Schema {
  readonly [keyword: string]: unknown;
}

/** JSON Schemas of types, as a value of YAML or JSON can have them. A type with a name is said once. */
export class TypeSchemas {
  readonly definitions: Map<string, Schema> = new Map();
  readonly #at: Node;
  readonly #open = new Set<string>();

  constructor(at: Node) {
    this.#at = at;
  }

  of(type: Type): Schema {
    const name = nameOf(type);
    if (name === undefined) return this.#make(type);
    if (!this.definitions.has(name) && !this.#open.has(name)) {
      this.#open.add(name);
      this.definitions.set(name, this.#make(type));
    }
    return { $ref: `#/$defs/${name}` };
  }

  #make(type: Type): Schema {
    if (type.isUnion()) return this.#union(type.getUnionTypes().filter((each) => !each.isUndefined()));
    if (type.isBooleanLiteral()) return { const: type.getText() === 'true' };
    if (type.isLiteral()) return { const: type.getLiteralValue() };
    if (type.isTemplateLiteral()) return textOf([type]);
    if (type.isString()) return { type: 'string' };
    if (type.isNumber()) return { type: 'number' };
    if (type.isBoolean()) return { type: 'boolean' };
    if (type.isArray() || type.isReadonlyArray())
      return { type: 'array', items: this.of(type.getArrayElementTypeOrThrow()) };
    if (type.isTuple()) return { type: 'array', items: this.#union(type.getTupleElements()) };
    return type.isObject() || type.isIntersection() ? this.#object(type) : {};
  }

  /** Literals are one list, texts of several forms one pattern; what is left are alternatives. */
  #union(types: readonly Type[]): Schema {
    if (types.length === 2 && types.every((each) => each.isBooleanLiteral())) return { type: 'boolean' };
    const literals = types.filter((each) => each.isLiteral() && !each.isBooleanLiteral());
    const templates = types.filter((each) => each.isTemplateLiteral());
    const booleans = types.filter((each) => each.isBooleanLiteral());
    const others = types.filter(
      (each) => ![...literals, ...templates, ...booleans].includes(each) && !isFunction(each),
    );
    const all: Schema[] = [
      ...(literals.length === 0 ? [] : [{ enum: literals.map((each) => each.getLiteralValue()) }]),
      ...(templates.length === 0 ? [] : [textOf(templates)]),
      ...(booleans.length === 2 ? [{ type: 'boolean' }] : booleans.map((each) => this.#make(each))),
      ...others.map((each) => this.of(each)),
    ];
    return all.length === 1 ? (all[0] as Schema) : { anyOf: all };
  }

  #object(type: Type): Schema {
    const index = type.getStringIndexType();
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const symbol of type.getProperties()) {
      const property = this.#property(symbol);
      if (property === undefined) continue;
      properties[symbol.getName()] = property;
      if (!symbol.isOptional()) required.push(symbol.getName());
    }
    return {
      type: 'object',
      ...(Object.keys(properties).length === 0 ? {} : { properties }),
      ...(required.length === 0 ? {} : { required }),
      additionalProperties: index === undefined ? false : this.of(index),
    };
  }

  /** Nothing of what a file cannot say: functions, and what is never there. */
  #property(symbol: TypeSymbol): Schema | undefined {
    const type = withoutUndefined(symbol.getTypeAtLocation(this.#at));
    if (type.isNever() || type.isUndefined() || isFunction(type)) return undefined;
    const text = descriptionOf(symbol);
    const usual = defaultOf(text);
    const schema = this.of(type);
    const about = {
      ...(text === '' ? {} : { description: text }),
      ...(usual === undefined ? {} : { default: usual }),
    };
    if (Object.keys(about).length === 0) return schema;
    // Beside a reference draft 7 reads nothing.
    return '$ref' in schema ? { ...about, allOf: [schema] } : { ...schema, ...about };
  }
}

function withoutUndefined(type: Type): Type {
  return type.isUnion() && type.getUnionTypes().some((each) => each.isUndefined())
    ? type.getNonNullableType()
    : type;
}

function isFunction(type: Type): boolean {
  return type.getCallSignatures().length > 0;
}

/** The name of an interface or alias of our own making; what is generic or of the language has none. */
function nameOf(type: Type): string | undefined {
  const symbol = type.getAliasSymbol() ?? (type.isInterface() ? type.getSymbol() : undefined);
  if (symbol === undefined || type.isArray() || type.isReadonlyArray()) return undefined;
  if (type.getTypeArguments().length > 0 || type.getAliasTypeArguments().length > 0) return undefined;
  const name = symbol.getName();
  return /^[A-Za-z]\w*$/.test(name) && !name.startsWith('__') ? name : undefined;
}

/** Texts of several forms, with one of each to show what is meant. */
function textOf(types: readonly Type[]): Schema {
  const [only] = types;
  const pattern =
    types.length === 1 && only !== undefined ? patternOf(only) : `(?:${types.map(patternOf).join('|')})`;
  return { type: 'string', pattern: `^${pattern}$`, examples: types.map(exampleOf) };
}

/** `${number}Mi` → 1Mi */
function exampleOf(type: Type): string {
  const { texts, types } = type.compilerType as ts.TemplateLiteralType;
  return texts
    .map((text, index) => text + (index >= types.length ? '' : isNumber(types[index]) ? '1' : '…'))
    .join('');
}

function isNumber(type: ts.Type | undefined): boolean {
  return type !== undefined && (type.flags & ts.TypeFlags.Number) !== 0;
}

/** `${number}Mi` → -?\d+(\.\d+)?Mi */
function patternOf(type: Type): string {
  const { texts, types } = type.compilerType as ts.TemplateLiteralType;
  return texts
    .map((text, index) => escaped(text) + (index < types.length ? partOf(types[index] as ts.Type) : ''))
    .join('');
}

function partOf(type: ts.Type): string {
  return isNumber(type) ? '-?[0-9]+(?:\\.[0-9]+)?' : '.*';
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replaceAll('\\/', '/');
}
