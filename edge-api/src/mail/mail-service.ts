/** How mail leaves: an HTTP mail service, or SMTP submission. Both addresses are the operator's, never a caller's. */
import type { Env } from '../env.ts';
import { httpService } from './http-service.ts';
import type { MailRow } from './mail-store.ts';
import { smtpService } from './smtp-service.ts';

/** `for_good`: this mail will never be taken, so trying again is of no use. Faults name no person. */
export type Outcome =
  { readonly sent: true } | { readonly sent: false; readonly fault: string; readonly for_good: boolean };

export interface MailService {
  /** One outcome for each mail, in their order; never throws. */
  send(mails: readonly MailRow[], now: number): Promise<Outcome[]>;
}

export const serviceKind = (env: Env): 'http' | 'smtp' | null => (env.MAIL_URL ? 'http' : env.SMTP_URL ? 'smtp' : null);

/** Null without configuration: mails wait. */
export function mailService(env: Env): MailService | null {
  const from = env.MAIL_FROM ?? '';
  if (env.MAIL_URL) return httpService(env.MAIL_URL, env.MAIL_TOKEN, from);
  if (env.SMTP_URL) return smtpService(env.SMTP_URL, from);
  return null;
}
