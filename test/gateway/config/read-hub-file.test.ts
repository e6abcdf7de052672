// Every mistake of hub.yaml at once, whatever else is wrong.
import { expect, test } from 'vitest';
import { readHubFile } from '../../../gateway/config/read-hub-file.ts';

const wrongPromise =
  'standards:\n  service:\n    - { id: tea-first, withinSeconds: soon }\n    - { id: lost, promise: x }\n';

test('a wrong promise is named alone, and beside another section that is wrong', () => {
  const alone = readHubFile('hub.yaml', wrongPromise).problems;
  expect(alone[0]).toMatch(/^hub\.yaml:3: standards\.service\[0\]\.withinSeconds: expected .*, found "soon"$/);
  expect(alone.at(-1)).toMatch(/^hub\.yaml:4: standards\.service\[1\]/);
  expect(readHubFile('hub.yaml', `${wrongPromise}stays: { eraseAfterDays: never }\n`).problems).toEqual([
    ...alone,
    expect.stringMatching(/^hub\.yaml:5: stays\.eraseAfterDays: /),
  ]);
});

test('a section of promises that cannot be read at all is one mistake', () => {
  expect(readHubFile('hub.yaml', 'standards: much\nstays: { eraseAfterDays: never }\n').problems).toHaveLength(2);
});
