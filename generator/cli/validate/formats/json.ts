import { countsOf, type Format, findingsOf } from '../../../validate/files/validated.ts';

export const asJson: Format = (all) => {
  const { documents, errors, warnings } = countsOf(all);
  return `${JSON.stringify({ findings: all.flatMap(findingsOf), documents, errors, warnings }, null, 2)}\n`;
};
