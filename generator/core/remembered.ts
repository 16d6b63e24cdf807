/** Beyond so many texts they do not repeat: nothing more is kept. */
const most = 1000;

/** What is worked out of a text, once for texts that come again and again: keys of labels, amounts. */
export function remembered<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found as T;
    const made = make(text);
    if (known.size < most && text.length < 100) known.set(text, made);
    return made;
  };
}
