/** What findings call it. */
export const standardInput = 'standard input';
