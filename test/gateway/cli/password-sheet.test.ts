import { expect, test } from 'vitest';
import { passwordSheet } from '../../../gateway/cli/password-sheet.ts';

test('a password is told as it is, whatever it begins with', () => {
  expect(passwordSheet([{ id: 'hw-1', username: 'hw-1', password: '-dz4_K' }])).toBe(
    'id,username,password\nhw-1,hw-1,-dz4_K',
  );
});
