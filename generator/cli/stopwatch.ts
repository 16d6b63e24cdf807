/** How long each stage of a run took. */
export class Stopwatch {
  readonly #began = performance.now();
  readonly #stages: { readonly name: string; readonly from: number }[] = [];

  readonly #tell: (name: string) => void;

  /** `tell` hears of each stage when it begins. */
  constructor(tell: (name: string) => void = () => undefined) {
    this.#tell = tell;
  }

  stage(name: string): void {
    this.#stages.push({ name, from: performance.now() });
    this.#tell(name);
  }

  /** Seconds since the run began. */
  total(): number {
    return (performance.now() - this.#began) / 1000;
  }

  table(): string {
    const now = performance.now();
    return this.#stages
      .map(({ name, from }, index) => {
        const until = this.#stages[index + 1]?.from ?? now;
        return `${name.padEnd(14)} ${(until - from).toFixed(0).padStart(7)} ms`;
      })
      .join('\n');
  }
}
