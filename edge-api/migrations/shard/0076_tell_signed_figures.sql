-- What both sides signed is by now in the copies of the parties (agreement_row.body, `signed`), so deals with a final statement are
-- told once more. Number 0 is no step: nothing goes to a feed, a mail or a webhook.
INSERT OR IGNORE INTO agreement_outbox (tenant, agreement, statement, event, at)
SELECT DISTINCT tenant, agreement, '', 0, 0 FROM statement WHERE state = 'final';
