/** Objects of kinds that nobody has a real one of. */
export const samples = [];
