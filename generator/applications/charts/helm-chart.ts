import type { Finding } from '../../core/finding.ts';
import { type ChartOptions, chartName, chartRequest, isReleaseName, unaddressed } from '../../model/chart.ts';
import type { ApplicationConfig, Context } from '../../model/model.ts';
import type { KubernetesObject } from '../../paths/kind.ts';
import { objectsIn } from '../objects-in.ts';
import { mistakes, wrong } from '../option.ts';
import { withoutServerFields } from '../server-fields.ts';
import { untyped } from '../untyped.ts';
import { withoutHooks } from './hooks.ts';

/**
 * A chart, taken apart when the stack is rendered: its objects are like all others, checked, patched, compared. The program helm
 * renders it, from an archive that the lock knows by its sha256.
 */
export function helmChart(options: ChartOptions): ApplicationConfig {
  return Object.freeze({
    kind: 'helm-chart',
    // What cannot be asked for is said when it is rendered.
    charts: Object.freeze([...incomplete(options)].length === 0 ? [options] : []),
    render: (context: Context): readonly KubernetesObject[] => {
      mistakes(incomplete(options));
      const text = context.files.chart(chartRequest(options, context));
      // Why there is none was said where it was inflated.
      if (text === undefined) return [];
      const { objects } = objectsIn(text, chartName(options));
      return withoutHooks(objects, context).map(withoutServerFields).map(untyped);
    },
  });
}

function* incomplete(options: ChartOptions): Generator<Finding> {
  const { chart = '', repository, path, version, releaseName } = options;
  if (releaseName !== undefined && !isReleaseName(releaseName))
    yield wrong(
      `${releaseName} is no name of a release`,
      'use lower-case letters, digits and dashes, at most 53',
    );
  if (path !== undefined && (chart !== '' || repository !== undefined))
    yield wrong(`the chart ${path} is in the project, and in a repository`, 'keep one of the two');
  switch (unaddressed(options)) {
    case 'chart':
      yield wrong(`the chart ${chart} has no name`, 'add chart: its name in the repository');
      break;
    case 'repository':
      yield wrong(`the chart ${chart} has no repository`, 'add repository: https://… or oci://…, or path');
      break;
    case 'version':
      yield wrong(
        `the chart ${chart} has no version: ${version ?? 'none'} is not one`,
        "add version: '1.2.3'; a range would be another chart tomorrow",
      );
      break;
    default:
  }
}
