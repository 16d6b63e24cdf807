/** The positions of a longest increasing run of numbers: what need not move when a list is put in order. */
export function increasing(numbers: readonly number[]): readonly number[] {
  /** Of each length, the position that ends such a run with the least number. */
  const ends: number[] = [];
  const before: number[] = [];
  for (const [position, number] of numbers.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[ends[middle] as number] as number) < number) low = middle + 1;
      else high = middle;
    }
    before.push(low === 0 ? -1 : (ends[low - 1] as number));
    ends[low] = position;
  }
  const run: number[] = [];
  for (let position = ends.at(-1) ?? -1; position >= 0; position = before[position] as number)
    run.push(position);
  return run.reverse();
}
