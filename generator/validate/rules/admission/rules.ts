import { type Rule, rule } from '../rule.ts';
import { pathSegment } from '../syntax.ts';
import { allAlone, itemsAmong, oneOfIfSet } from '../vocabulary/choice.ts';
import { itemsWritten, needed } from '../vocabulary/required.ts';
import { uniqueItems } from '../vocabulary/unique.ts';
import { itemsAs } from '../vocabulary/written.ts';

const requests = [
  'admissionregistration.k8s.io#RuleWithOperations',
  'admissionregistration.k8s.io#NamedRuleWithOperations',
];

/** Which requests are looked at. */
export const admissionRules: Rule = rule(requests, (each) => {
  for (const name of ['operations', 'apiGroups', 'apiVersions', 'resources'])
    needed(each, name, "at least one; '*' is all");
  for (const name of ['operations', 'apiGroups', 'apiVersions']) allAlone(each, name);
  oneOfIfSet(each, 'scope', ['Cluster', 'Namespaced', '*']);
  itemsAmong(each, 'operations', ['*', 'CREATE', 'UPDATE', 'DELETE', 'CONNECT']);
  itemsWritten(each, 'apiVersions');
  itemsWritten(each, 'resources');
});

/** Resources and their parts: what is all of something excludes what is a part of it. */
export const admissionResources: Rule = rule(requests, (each) => {
  const list = each.texts('resources');
  const [allParts, allOf] = [new Set<string>(), new Set<string>()];
  list.forEach((text, index) => {
    const slash = text.indexOf('/');
    if (slash < 0) return;
    const [resource, part] = [text.slice(0, slash), text.slice(slash + 1)];
    for (const all of [allParts.has(resource) ? `${resource}/*` : '', allOf.has(part) ? `*/${part}` : ''])
      if (all !== '')
        each.refuse(
          { code: 'api/conflict', what: `is ${text}, which ${all} holds already` },
          'resources',
          index,
        );
    if (part === '*') allParts.add(resource);
    if (resource === '*') allOf.add(part);
  });
  if (list.length > 1 && list.includes('*/*'))
    each.refuse({ code: 'api/conflict', what: "has '*/*', which is all, beside others" }, 'resources');
  const last = list.filter((text) => text !== '' && !text.includes('/')).at(-1);
  if (list.includes('*') && last !== undefined && last !== '*')
    each.refuse({ code: 'api/conflict', what: "has '*' beside resources of their own" }, 'resources');
});

export const admissionNames: Rule = rule(requests, (each) => {
  itemsAs(each, 'resourceNames', pathSegment);
  uniqueItems(each, 'resourceNames');
});
