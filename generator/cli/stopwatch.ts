/** How long each stage of a run took; one that begins several times is summed. */
export class Stopwatch {
  readonly #began = performance.now();
  readonly #taken = new Map<string, number>();
  #current: { readonly name: string; readonly from: number } | undefined;

  readonly #tell: (name: string) => void;

  /** `tell` hears of each stage when it begins. */
  constructor(tell: (name: string) => void = () => undefined) {
    this.#tell = tell;
  }

  stage(name: string): void {
    const now = performance.now();
    const ended = this.#end(now);
    this.#current = { name, from: now };
    if (!this.#taken.has(name)) {
      this.#taken.set(name, 0);
      this.#tell(name);
    } else if (ended > noticeable) this.#tell(name);
  }

  /** How long the stage took that ends. */
  #end(now: number): number {
    if (this.#current === undefined) return 0;
    const { name, from } = this.#current;
    this.#taken.set(name, (this.#taken.get(name) ?? 0) + now - from);
    return now - from;
  }

  /** Seconds since the run began. */
  total(): number {
    return (performance.now() - this.#began) / 1000;
  }

  table(): string {
    this.#end(performance.now());
    this.#current = undefined;
    const known = order.filter((name) => this.#taken.has(name));
    return [...new Set([...known, ...this.#taken.keys()])]
      .map((name) => [name, this.#taken.get(name) ?? 0] as const)
      .map(([name, taken]) => `${name.padEnd(14)} ${taken.toFixed(0).padStart(7)} ms`)
      .join('\n');
  }
}

/** As data takes its way, whichever stage of whichever cluster came first. */
const order: readonly string[] = [
  'types',
  'load',
  'fetch',
  'render',
  'patch',
  'layout',
  'text',
  'validate',
  'compare',
  'server',
  'write',
];

/** Of a stage that ends sooner, in milliseconds, nobody can read that it was there. */
const noticeable = 50;
