import { definitionsIn, versionOf } from '../cluster/schemas.ts';
import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { grouped } from '../core/group.ts';
import type { ReleaseSchema } from '../facts/release-schema.ts';
import { readableDefinitions } from '../patch/custom.ts';
import { subjectOf } from '../patch/subject.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import { optionsFor } from '../pipeline/check-objects.ts';
import { definitionsFrom } from '../project/definitions.ts';
import type { ProjectRender } from '../synth/render-project.ts';
import { definedKind } from '../validate/files/judge-alone.ts';
import { groupOf } from '../validate/identity.ts';
import { inClusters } from './ask.ts';
import type { Reach } from './contexts.ts';

/** Where a cluster is not what its stack says: its version, and the definitions of the custom resources that are rendered for it. */
export async function schemaDifferences(render: ProjectRender, reach: Reach): Promise<readonly Finding[]> {
  const { project } = render;
  const crds = definitionsFrom(project.config.crds, project.root, 'crds in the config');
  const { runs, unasked } = await inClusters(render, reach, async (connection, subjects) => {
    const [version, live] = [await versionOf(connection), await definitionsIn(connection)];
    const [first] = subjects;
    if (first === undefined) return [];
    const { cluster } = first.rendered;
    const { kubernetes } = cluster.options;
    const findings: Finding[] = [];
    if (kubernetes !== undefined && kubernetes !== version.release)
      findings.push(
        finding(
          'cluster/other-version',
          `${cluster.name} is rendered for Kubernetes ${kubernetes}, and ${connection.context} is ${version.version}`,
          { ...first.about(), fix: `kubernetes: '${version.release}'` },
        ),
      );
    const ours = optionsFor(
      cluster,
      subjects.map(({ rendered }) => rendered),
      { crds },
    );
    const theirs = { kubernetes: version.release, crds: readableDefinitions(live) };
    const kinds = grouped(subjects, ({ object }) => `${object.kind} of ${object.apiVersion}`);
    for (const [kind, [subject]] of kinds) {
      if (subject === undefined) continue;
      const [known, there] = [subjectOf(subject.object, ours), subjectOf(subject.object, theirs)];
      if (known.facts?.custom !== true) continue;
      const say = (what: string): void => {
        findings.push(
          finding('cluster/other-definition', `${kind} in ${connection.context} ${what}`, {
            ...subject.about(),
            fix: `plimsoll import --cluster ${connection.context}`,
          }),
        );
      };
      if (!isDefined(live, subject.object)) say('is not defined');
      else {
        const differences = fieldsApart(known.schema, there.schema).slice(0, shown);
        if (differences.length > 0) say(`is not the one that offline checks use: ${differences.join(', ')}`);
      }
    }
    return findings;
  });
  return [...unasked, ...runs.flatMap(({ found }) => found)];
}

const shown = 5;
const deepest = 12;

function isDefined(live: readonly object[], { apiVersion, kind }: KubernetesObject): boolean {
  return live.some((each) => definedKind(each) === `${groupOf(apiVersion)}/${kind}`);
}

/** Fields that only one of two schemas has. */
function fieldsApart(
  ours: ReleaseSchema | undefined,
  theirs: ReleaseSchema | undefined,
  path = '',
  depth = 0,
): readonly string[] {
  if (ours === undefined || theirs === undefined || depth > deepest || ours.open || theirs.open) return [];
  const [known, there] = [new Set(ours.fieldNames), new Set(theirs.fieldNames)];
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  // Every object has these, whether a definition speaks of them or not.
  const own = path === '' ? ['apiVersion', 'kind', 'metadata', 'status'] : [];
  return [
    ...[...known]
      .filter((name) => !there.has(name) && !own.includes(name))
      .map((name) => `without ${at(name)}`),
    ...[...there].filter((name) => !known.has(name) && !own.includes(name)).map((name) => `with ${at(name)}`),
    ...[...known]
      .filter((name) => there.has(name) && !own.includes(name))
      .flatMap((name) => fieldsApart(ours.field(name), theirs.field(name), at(name), depth + 1)),
    ...fieldsApart(ours.items(), theirs.items(), `${path}[]`, depth + 1),
    ...fieldsApart(ours.values(), theirs.values(), `${path}{}`, depth + 1),
  ];
}
