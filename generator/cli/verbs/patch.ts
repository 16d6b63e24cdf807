import { relative, resolve } from 'node:path';
import { applyRequests } from '../../patch/file/apply-requests.ts';
import { readAssignment, readRemoval } from '../../patch/file/assignment.ts';
import { readReference } from '../../patch/file/reference.ts';
import type { PatchRequest } from '../../patch/file/request.ts';
import { subjectOf } from '../../patch/subject.ts';
import { YamlText } from '../../patch/yaml/edit-yaml.ts';
import { readArguments } from '../arguments.ts';
import { exit, type Io, say, type Verb } from '../io.ts';
import { convert } from '../patch/convert.ts';
import { diff } from '../patch/diff.ts';
import { documentsOf, print } from '../patch/documents.ts';
import { optionsFrom, type PatchValues, patchesFrom, shared, typeFrom } from '../patch/options.ts';
import { readInput } from '../read-input.ts';
import { replaceFile } from '../replace-file.ts';
import { report } from '../report.ts';
import { usage } from '../usage.ts';

const help = `usage: plimsoll patch <FILE|-> [options]
       plimsoll patch convert <BASE|-> -p PATCH --to FORM [options]
       plimsoll patch diff <A> <B> [--as FORM] [options]

Changes YAML or JSON and leaves every byte that need not change: comments, order, quotes, anchors. A patch is a JSON Patch, a
merge patch, a strategic merge patch, or paths (a map with operations); its form is told by its shape and by the kind that it
meets. What a patch does not find is an error that lists what is there, and nothing is changed.

  -p, --patch FILE      a file of patches, one a document; repeated, they follow each other; - is standard input
      --set T:PATH=V    a field, of the type that the schema says: deployment/web:spec.replicas=3
      --remove T:PATH   takes out a field or item
      --var NAME=VALUE  a variable that a patch of paths declares
      --target T        which object, where the patch does not say: kind/name, kind/namespace/name, kind[label=value]
      --type FORM       auto, json, merge, strategic or path; auto without
      --in-place        writes the file, as a whole or not at all
      --dry-run         with --in-place: says what would change
      --format FORMAT   yaml or json: the objects anew; without, the text with the change in it
      --to, --as FORM   json, merge, strategic, path; auto: the one that says the change best
      --path PATH       diff: only what is at or below this path
      --guards          a JSON Patch tests which item it means before it speaks of a position
      --emit KIND       convert, diff: as entries of patches, for kustomization or flux
      --allow-inexact   convert, diff: a patch that gives another object is printed all the same
      --allow-unknown   fields that the schema does not have may be made
      --kubernetes-version V   whose schema; the config's or the newest without
      --crds PATH       definitions of custom resources, files or folders

  plimsoll patch app.yaml --set 'deployment/web:spec.template.spec.containers[name=web].image=web:2' --in-place
  plimsoll patch app.yaml -p patches.yaml
  plimsoll patch doc.json -p patch.json --type json --format json
  plimsoll patch convert app.yaml -p patch.yaml --to json --guards
  plimsoll patch diff old.yaml new.yaml --as strategic
`;

export const patchVerb: Verb = {
  name: 'patch',
  summary: 'change YAML or JSON in place, find and convert patches',
  help,
  run,
};

async function run(argv: readonly string[], io: Io): Promise<number> {
  const { values, rest } = readArguments('patch', argv, shared);
  const [first, ...more] = rest;
  if (first === 'convert') return convert(values, more, io);
  if (first === 'diff') return diff(values, more, io);
  if (first === undefined) throw usage('patch needs a file, or - for standard input');
  if (more.length > 0) throw usage(`patch: it takes one file, not ${rest.join(' ')}`);
  return patch(values, first, io);
}

async function patch(values: PatchValues, path: string, io: Io): Promise<number> {
  const type = typeFrom(values.type, '--type');
  const inPlace = values['in-place'] === true;
  const file = path === '-' ? 'standard input' : path;
  if (inPlace && path === '-') throw usage('patch: --in-place needs a file');
  if (values['dry-run'] === true && !inPlace) throw usage('patch: --dry-run goes with --in-place');
  const options = await optionsFrom(values, io);
  const requests = [
    ...(await patchesFrom(values, type, io)),
    ...(values.set ?? []).map(readAssignment),
    ...(values.remove ?? []).map(readRemoval),
  ].map((request) => targeted(request, values.target));
  if (requests.length === 0) throw usage('patch: it needs a patch: -p FILE, --set or --remove');
  const text = await readInput(path, io);
  const documents = documentsOf(text, file);
  const { values: patched, touched } = applyRequests(
    documents.map(({ value }) => value),
    requests,
    file,
    { ...options, allowUnknown: values['allow-unknown'] === true },
  );
  if (values.format !== undefined) {
    io.out(print(patched, values.format));
    return exit.fine;
  }
  const edited = new YamlText(text, file).with(
    new Map([...touched].map((index) => [index, patched[index]])),
    (index) => subjectOf(documents[index]?.value, options).schema,
  );
  report(edited.findings, io);
  if (!inPlace) io.out(edited.text);
  else if (edited.text === text) say(io, `${path} is as it should be`);
  else {
    if (values['dry-run'] !== true) replaceFile(resolve(io.cwd, path), edited.text);
    say(
      io,
      `${values['dry-run'] === true ? 'would change' : 'changed'} ${relative(io.cwd, resolve(io.cwd, path))}`,
    );
  }
  return exit.fine;
}

function targeted(request: PatchRequest, target: string | undefined): PatchRequest {
  return target === undefined || request.target !== undefined
    ? request
    : { ...request, target: readReference(target) };
}
