// What to say when the network half reports trouble: in words, with what to do next.
import type { Key, Translate } from '../i18n.ts';
import type { Trouble, TroubleReason } from '../peer/types.ts';

const keys: Readonly<Record<TroubleReason, Key>> = {
  'not-ours': 'trouble.seal',
  replayed: 'trouble.seal',
  'bad-commit': 'trouble.seal',
  'bad-clock': 'trouble.clock',
  'bad-version': 'trouble.version',
  'protocol-error': 'trouble.protocol',
  'bad-message': 'trouble.protocol',
};

export function troubleText(t: Translate, trouble: Trouble, name: string): string {
  return t(Object.hasOwn(keys, trouble.reason) ? keys[trouble.reason] : 'trouble.other', { name });
}
