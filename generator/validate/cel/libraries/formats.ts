import {
  label1035,
  label1123,
  labelValue,
  qualifiedName,
  type Syntax,
  subdomain,
} from '../../rules/syntax.ts';
import { stringFormats } from '../../schema/string-formats.ts';
import { celError, type Library } from './library.ts';

/** How a text is to be written; `validate` answers what is wrong, or nothing. */
class Format {
  readonly check: Syntax;

  constructor(check: Syntax) {
    this.check = check;
  }
}

class Formats {}

/** A prefix may end with a dash, as what is put behind it does not. */
function prefixOf(syntax: Syntax): Syntax {
  return (text) => syntax(text.endsWith('-') && text.length > 1 ? `${text.slice(0, -1)}a` : text);
}

function published(name: string): Syntax {
  return (text) => (stringFormats[name]?.(text) === true ? undefined : `is no ${name}`);
}

const known: Readonly<Record<string, Syntax>> = {
  dns1123Label: label1123,
  dns1123Subdomain: subdomain,
  dns1035Label: label1035,
  qualifiedName,
  dns1123LabelPrefix: prefixOf(label1123),
  dns1123SubdomainPrefix: prefixOf(subdomain),
  dns1035LabelPrefix: prefixOf(label1035),
  labelValue,
  uri: published('uri'),
  uuid: published('uuid'),
  byte: published('byte'),
  date: published('date'),
  datetime: published('date-time'),
};

/** The package's own optional values: made by whoever has the package. */
export function formatLibrary(optional: (value: unknown) => unknown, none: () => unknown): Library {
  return {
    types: { Format },
    namespaces: { format: new Formats() },
    functions: {
      ...Object.fromEntries(
        Object.entries(known).map(([name, check]) => [`Formats.${name}(): Format`, () => new Format(check)]),
      ),
      'Formats.named(string): optional<Format>': (_: Formats, name: string) => {
        const check = Object.hasOwn(known, name) ? known[name] : undefined;
        return check === undefined ? none() : optional(new Format(check));
      },
      'Format.validate(string): optional<list<string>>': ({ check }: Format, text: string) => {
        if (typeof text !== 'string') throw celError('a format is of texts');
        const wrong = check(text);
        return wrong === undefined ? none() : optional([wrong]);
      },
    },
  };
}
