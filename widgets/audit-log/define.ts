import { AuditLog } from './audit-log.ts';

const TAG = 'dip-audit-log';

if (customElements.get(TAG) === undefined) customElements.define(TAG, AuditLog);

declare global {
  interface HTMLElementTagNameMap {
    'dip-audit-log': AuditLog;
  }
}
