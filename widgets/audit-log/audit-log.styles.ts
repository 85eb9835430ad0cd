import { css } from 'lit';

export const auditLogStyles = css`
  .filters {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 150px), 1fr));
    gap: 8px 12px;
    align-items: start;
    margin-bottom: 8px;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-bottom: 12px;
  }
  .entry {
    display: grid;
    grid-template-columns: minmax(0, 2fr) minmax(0, 3fr) minmax(0, 6fr);
    gap: 2px 24px;
  }
  .entry time {
    font-variant-numeric: tabular-nums;
  }
  .did::first-letter {
    text-transform: uppercase;
  }
  .did {
    font-weight: 600;
  }
  .diff {
    display: grid;
    grid-template-columns: fit-content(40%) minmax(0, 1fr);
    gap: 2px 12px;
    margin-top: 4px;
    font-size: 13px;
    line-height: 18px;
  }
  .diff dt {
    color: var(--_ink2);
    overflow-wrap: anywhere;
  }
  .diff dd {
    overflow-wrap: anywhere;
  }
  del {
    color: var(--_ink2);
  }
  ins {
    text-decoration: none;
    font-weight: 600;
  }
  .sealed::before {
    content: '✓ ';
    content: '✓ ' / '';
    color: var(--_good);
  }
  @container (max-width: 640px) {
    .entry {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
