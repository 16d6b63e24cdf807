import type { Finding } from '../../core/finding.ts';
import { grouped } from '../../core/group.ts';
import { placesIn, readObjects } from '../../validate/read.ts';
import { identityOf, validateObjects } from '../../validate/validate-objects.ts';
import { readArguments, several } from '../arguments.ts';
import { exit, type Io, type Verb } from '../io.ts';
import { optionsFrom } from '../patch/options.ts';
import { readInput, yamlFiles } from '../read-input.ts';
import { usage } from '../usage.ts';
import { formats } from '../validate/formats.ts';
import { findingsOf, type Validated } from '../validate/validated.ts';

const help = `usage: plimsoll validate <PATH|->… [options]

Says offline what the API server would say of manifests: files, folders (their .yaml, .yml and .json files) or standard input. Today:
unknown fields, types, quantities, times, base64, required fields, enums, metadata, and of custom resources schema and CEL rules.
Documents without apiVersion and kind are skipped and counted.

  --kubernetes-version V   whose schemas, like 1.36; the config's or the newest without
  --crds PATH              definitions of custom resources, files or folders; they win over what is shipped
  --serve GROUP/VERSION    an API that is off by default and on in this cluster
  --only, --skip WHAT      a class (api) or a code (api/unknown-field)
  --format FORMAT          text; json: { findings, documents, errors, warnings }; sarif (code scanning, editors); github
                           (annotations of a workflow); junit (a case an object)

Exit code 1: there are errors.

  plimsoll validate out/
  plimsoll validate app.yaml --kubernetes-version 1.33 --crds crds/
  helm template chart | plimsoll validate - --format json
`;

export const validateVerb: Verb = {
  name: 'validate',
  summary: 'say offline what the API server would say of manifests',
  help,
  run,
};

const options = {
  'kubernetes-version': { type: 'string' },
  crds: { type: 'string', multiple: true },
  serve: { type: 'string', multiple: true },
  only: { type: 'string', multiple: true },
  skip: { type: 'string', multiple: true },
  format: { type: 'string' },
} as const;

async function run(argv: readonly string[], io: Io): Promise<number> {
  const { values, rest } = readArguments('validate', argv, options);
  if (rest.length === 0) throw usage('validate needs a file, a folder, or - for standard input');
  const { format = 'text' } = values;
  const written = formats.get(format);
  if (written === undefined)
    throw usage(`validate: --format is one of ${[...formats.keys()].join(', ')}, not ${format}`);
  const said = {
    ...(await optionsFrom(values, io)),
    serve: several(values.serve),
    only: values.only === undefined ? undefined : several(values.only),
    skip: several(values.skip),
  };
  const all: Validated[] = [];
  for (const path of rest)
    for (const file of path === '-' ? ['-'] : yamlFiles(path, io.cwd))
      all.push(validated(await readInput(file, io), file === '-' ? 'standard input' : file, said));
  io.out(written(all));
  const errors = all.flatMap(findingsOf).filter(({ severity }) => severity === 'error');
  return errors.length > 0 ? exit.mistake : exit.fine;
}

/** The findings of one text, each with its place. */
function validated(text: string, file: string, said: Parameters<typeof validateObjects>[1]): Validated {
  const { objects, skipped, findings } = readObjects(text, file);
  const found = validateObjects(
    objects.map(({ value }) => value),
    said,
  );
  const placeOf = found.length === 0 ? undefined : placesIn(text, file);
  const byObject = grouped(found, ({ index }) => index);
  const validatedObjects = objects.map(({ value, place, prefix }, index) => ({
    resource: identityOf(value),
    findings: (byObject.get(index) ?? []).map(
      ({ index: _, ...each }): Finding => ({
        ...each,
        source: placeOf?.(place, prefix + (each.pointer ?? '')) ?? place,
      }),
    ),
  }));
  return { file, objects: validatedObjects, skipped, findings };
}
