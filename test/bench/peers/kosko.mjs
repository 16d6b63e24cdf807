// COUNT=N node kosko.mjs: the workload through kosko's engine: checked, and printed as one stream.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate, PrintFormat, print } from '@kosko/generate';

const path = join(dirname(fileURLToPath(import.meta.url)), 'kosko');
const result = await generate({ path, components: ['services'], extensions: ['js', 'json'], validate: true });
const texts = [];
print(result, { format: PrintFormat.YAML, writer: { write: (text) => texts.push(text) } });
process.stdout.write(texts.join(''));
