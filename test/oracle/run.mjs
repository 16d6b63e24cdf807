// npm run oracle [-- --wrong]: agreement with the real API server, per set and mutation; the first documents that differ.
import { validateObjects } from 'plimsoll';
import { documents, score, sets } from './score.mjs';

/** @param {string} text */
const print = (text) => process.stdout.write(`${text}\n`);

if (sets.length === 0) print('skipped: the judged documents are not beside the repository');
for (const set of sets) {
  const judged = documents(set);
  const before = performance.now();
  const { rows, all, wrong, agreement } = score(judged, (objects) =>
    validateObjects(objects, { kubernetes: '1.36' }),
  );
  const took = performance.now() - before;
  print(`${'mutation'.padEnd(20)}  caught  missed  passed  false alarms`);
  for (const [mutation, row] of [...rows].sort(([a], [b]) => (a < b ? -1 : 1)))
    print(`${mutation.padEnd(20)}  ${columns([row.caught, row.missed, row.passed, row.falseAlarms])}`);
  const percent = (part, whole) => `${((100 * part) / whole).toFixed(2)} %`;
  const refused = all.caught + all.missed;
  print(
    `${set}: agreement ${percent(agreement, 1)} of ${judged.length}; caught ${all.caught} of ${refused} (${percent(all.caught, refused)}); false alarms ${all.falseAlarms}; ${took.toFixed(0)} ms\n`,
  );
  if (process.argv.includes('--wrong'))
    for (const index of wrong.filter((each) => judged[each].verdict === 'accepted').slice(0, 12)) {
      const [first] = validateObjects([judged[index].doc], { kubernetes: '1.36' });
      print(`${judged[index].mutation ?? 'as found'}: ${first?.code} ${first?.path}: ${first?.message}`);
    }
}

/** @param {readonly number[]} numbers */
function columns(numbers) {
  return numbers.map((number) => String(number).padStart(6)).join('  ');
}
