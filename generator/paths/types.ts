/**
 * The types of paths. A path is a value of its own, never a function; what it leads to is known to the compiler at
 * every depth, in custom resources too. Values of these types are made in `node.ts`.
 */
declare const leadsTo: unique symbol;
declare const listKeys: unique symbol;

/** Leads to one value of a `Root`, or to none. */
export interface Path<Root, Value> {
  readonly [leadsTo]: {
    readonly count: 'one';
    readonly root: (root: Root) => Root;
    readonly value: (value: Value) => Value;
  };
}

/** Leads to a value of a `Root`, whatever that is. */
export interface SomePath<Root> {
  readonly [leadsTo]: {
    readonly count: 'one';
    readonly root: (root: Root) => Root;
    readonly value: (value: never) => unknown;
  };
}

/** Leads to any number of values of a `Root`. */
export interface Paths<Root, Value> {
  readonly [leadsTo]: {
    readonly count: 'many';
    readonly root: (root: Root) => Root;
    readonly value: (value: Value) => Value;
  };
}

/** A place in a list where an item can be inserted. */
export interface Place<Root, Item> {
  readonly [leadsTo]: {
    readonly count: 'place';
    readonly root: (root: Root) => Root;
    readonly value: (value: Item) => Item;
  };
}

export type AnyPath<Root> = Path<Root, unknown> | Paths<Root, unknown>;

/** A list whose items are told apart by `Keys`; those of them that the server fills in are `Defaulted`. */
export type List<Item, Keys extends string, Defaulted extends string = never> = readonly Item[] & {
  readonly [listKeys]?: { readonly keys: Keys; readonly defaulted: Defaulted };
};

type Count = 'one' | 'many';
type To<Root, Value, C extends Count> = C extends 'many' ? Paths<Root, Value> : Path<Root, Value>;
type Scalar = string | number | boolean | null;

/** The node of a value: what can be reached below it. */
export type PathNode<Root, Value, C extends Count = 'one'> = unknown extends Value
  ? OpenNode<Root, C>
  : [Value] extends [Scalar]
    ? To<Root, Value, C>
    : [NonNullable<Value>] extends [readonly (infer Item)[]]
      ? ListNode<Root, Value, Item, C>
      : [NonNullable<Value>] extends [object]
        ? ObjectOrMapNode<Root, NonNullable<Value>, Value, C>
        : To<Root, Value, C>;

/** No value is a function: `Inherited` below is how one comes into a field's type. */
type Below<Root, Value, C extends Count> = PathNode<
  Root,
  Exclude<Value, undefined | ((...given: never) => unknown)>,
  C
>;

/** The declared fields, without an index signature. */
type Declared<T> = keyof { [K in keyof T as string extends K ? never : number extends K ? never : K]: T[K] };

type ObjectOrMapNode<Root, T, Value, C extends Count> = [Declared<T>] extends [never]
  ? string extends keyof T
    ? unknown extends T[keyof T]
      ? OpenNode<Root, C>
      : MapNode<Root, T[keyof T], Value, C>
    : To<Root, Value, C> & FieldByText<Root, T, C>
  : ObjectNode<Root, T, Value, C>;

/** The schema's fields always win: no member of ours can hide one. */
export type ObjectNode<Root, T, Value, C extends Count> = To<Root, Value, C> & {
  readonly [K in keyof T]-?: Below<Root, T[K], C>;
} & ('field' extends Declared<T> ? unknown : FieldByText<Root, T, C>);

interface FieldByText<Root, T, C extends Count> {
  /** A field by its name, where a name is only known as text. */
  readonly field: <K extends keyof T & string>(name: K) => Below<Root, T[K], C>;
}

export type MapNode<Root, Item, Value, C extends Count> = To<Root, Value, C> & {
  /** The value of one key; dots and slashes in it are only characters. */
  readonly key: (key: string) => Below<Root, Item, C>;
};

export type OpenNode<Root, C extends Count> = To<Root, unknown, C> & {
  /** Anything below a value that the schema leaves open. */
  readonly field: (name: string) => OpenNode<Root, C>;
  readonly key: (name: string) => OpenNode<Root, C>;
  readonly at: (index: number) => OpenNode<Root, C>;
};

export type ListNode<Root, Value, Item, C extends Count> = To<Root, Value, C> &
  Selectors<Root, Item, C> &
  (Item extends Scalar
    ? ByValue<Root, Item, C>
    : 'name' extends keyof Item
      ? ByName<Root, Item, C>
      : unknown) &
  (NonNullable<Value> extends { readonly [listKeys]?: infer Keys }
    ? ByKeys<Root, Item, NonNullable<Keys>, C>
    : unknown);

/** Some fields of an item and their values. */
export type Match<Item> = Item extends Scalar ? Item : { readonly [K in keyof Item]?: Item[K] };

interface Selectors<Root, Item, C extends Count> {
  /** By position; -1 is the last. */
  readonly at: (index: number) => Below<Root, Item, C>;
  readonly first: Below<Root, Item, C>;
  readonly last: Below<Root, Item, C>;
  readonly each: Below<Root, Item, 'many'>;
  /** All items that have these values. */
  readonly where: (match: Match<Item>) => Below<Root, Item, 'many'>;
  readonly start: Place<Root, Item>;
  readonly end: Place<Root, Item>;
  readonly before: (item: number | Match<Item>) => Place<Root, Item>;
  readonly after: (item: number | Match<Item>) => Place<Root, Item>;
}

interface ByName<Root, Item, C extends Count> {
  readonly named: (name: string) => Below<Root, Item, C>;
}

interface ByValue<Root, Item, C extends Count> {
  readonly item: (value: Item) => Below<Root, Item, C>;
}

type ByKeys<Root, Item, Keys, C extends Count> = [Keys] extends [
  { readonly keys: infer K; readonly defaulted: infer D },
]
  ? { readonly item: (keys: ItemKeys<Item, K & keyof Item, D & keyof Item>) => Below<Root, Item, C> }
  : unknown;

/** The keys that tell items apart; one that the server defaults can be left out. */
export type ItemKeys<Item, K extends keyof Item, D extends keyof Item> = {
  readonly [P in Exclude<K, D>]-?: NonNullable<Item[P]>;
} & { readonly [P in D]?: NonNullable<Item[P]> };

/** The `.path` of a kind. */
export type RootNode<T> = ObjectNode<T, T, T, 'one'> &
  ('parse' extends Declared<T> ? unknown : { readonly parse: (text: string) => AnyPath<T> });

/** A kind inside another one (a claim template): its identity may be left out. */
export type Embedded<T> = { readonly [K in keyof T as K extends 'apiVersion' | 'kind' ? never : K]: T[K] } & {
  readonly apiVersion?: string;
  readonly kind?: string;
};

/** Any object of any kind, inside another one. */
export interface EmbeddedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly [field: string]: unknown;
}

/**
 * What every object has under this name. An optional field called `constructor` says that it may be this as well:
 * without it the compiler refuses every literal that leaves the field out.
 */
export type Inherited<Name extends keyof typeof Object.prototype> = (typeof Object.prototype)[Name];
