import type { ApplicationConfig } from 'plimsoll';

export interface GreeterOptions {
  /** Who is greeted. */
  readonly name: string;
  /** Default: `en`. */
  readonly language?: 'en' | 'de' | 'fr';
}

export declare function greeter(options: GreeterOptions): ApplicationConfig;
