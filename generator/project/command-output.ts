import type { Finding, FindingClass, ResourceIdentity, Severity } from '../core/finding.ts';
import { isRecord } from '../core/json.ts';

/** What a program found, as far as it says. */
export interface CommandFinding {
  readonly message: string;
  readonly code?: string;
  readonly severity?: Severity;
  readonly resource?: ResourceIdentity;
  readonly path?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly fix?: string;
}

/** Findings in what a program printed: our own JSON, or SARIF. Nothing at all is no finding; anything else cannot be read. */
export function findingsIn(out: string): readonly CommandFinding[] | undefined {
  if (out.trim() === '') return [];
  let content: unknown;
  try {
    content = JSON.parse(out);
  } catch {
    return undefined;
  }
  if (Array.isArray(content)) return content.every(isFinding) ? content.map(own) : undefined;
  if (!isRecord(content)) return undefined;
  if (Array.isArray(content.findings))
    return content.findings.every(isFinding) ? content.findings.map(own) : undefined;
  return Array.isArray(content.runs) ? content.runs.flatMap(resultsOf) : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

function isFinding(value: unknown): value is Fields {
  return isRecord(value) && typeof value.message === 'string';
}

function own(value: Fields): CommandFinding {
  const { message, code, severity, resource, path, file, line, column, source, fix } = value;
  const place = isRecord(source) ? source : { file, line, column };
  return {
    message: String(message),
    ...text({ code, path, fix }),
    ...(severity === 'warning' ? { severity } : {}),
    ...(isRecord(resource)
      ? { resource: { apiVersion: '', kind: '', ...text(resource) } as ResourceIdentity }
      : {}),
    ...placed(place.file, place.line, place.column),
  };
}

function resultsOf(run: unknown): readonly CommandFinding[] {
  const results = isRecord(run) && Array.isArray(run.results) ? run.results : [];
  return results.filter(isRecord).map((result): CommandFinding => {
    const message = isRecord(result.message) ? result.message.text : undefined;
    const [location] = Array.isArray(result.locations) ? result.locations : [];
    const physical = field(location, 'physicalLocation');
    const region = field(physical, 'region');
    const name = typeof result.ruleId === 'string' ? `${result.ruleId}: ` : '';
    return {
      message: `${name}${String(message ?? 'no message')}`,
      ...(result.level === 'error' || result.level === undefined ? {} : { severity: 'warning' }),
      ...placed(
        field(field(physical, 'artifactLocation'), 'uri'),
        field(region, 'startLine'),
        field(region, 'startColumn'),
      ),
    };
  });
}

function field(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

function text(fields: Fields): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function placed(
  file: unknown,
  line: unknown,
  column: unknown,
): Pick<CommandFinding, 'file' | 'line' | 'column'> {
  return {
    ...(typeof file === 'string' ? { file } : {}),
    ...(typeof line === 'number' ? { line } : {}),
    ...(typeof column === 'number' ? { column } : {}),
  };
}

/** Files as they are called here, not where they were put for the program. */
export function withoutFolder(found: CommandFinding, folder: string): CommandFinding {
  const { file } = found;
  if (file === undefined || folder === '') return found;
  const bare = file.replace(/^file:\/\//, '');
  return { ...found, file: bare.startsWith(`${folder}/`) ? bare.slice(folder.length + 1) : bare };
}

/** A finding of a program under the name that the config gives it. */
export function findingOf(found: CommandFinding, code: string): Finding {
  const { message, severity = 'error', resource, path, file, line, column, fix } = found;
  const named = found.code !== undefined && /^[a-z]+\/[a-z0-9-]+$/.test(found.code) ? found.code : code;
  return Object.freeze({
    code: named,
    class: named.slice(0, named.indexOf('/')) as FindingClass,
    severity,
    message,
    ...(resource === undefined ? {} : { resource }),
    ...(path === undefined ? {} : { path }),
    ...(file === undefined
      ? {}
      : {
          source: {
            file,
            ...(line === undefined ? {} : { line }),
            ...(column === undefined ? {} : { column }),
          },
        }),
    ...(fix === undefined ? {} : { fix }),
  });
}
