/** An address that mail goes to. */
import * as v from 'valibot';

export const Email = v.pipe(v.string(), v.trim(), v.maxLength(254), v.email('an e-mail address'));
