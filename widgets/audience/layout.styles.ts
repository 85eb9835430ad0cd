import { css } from 'lit';

/** The page: its head, what can be chosen, the grid of charts, what is not shown. */
export const layoutStyles = css`
  :host {
    padding: var(--dip-padding, 20px 24px 24px);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    align-items: baseline;
  }
  h2 {
    margin: 0;
    font-size: 20px;
    line-height: 26px;
    font-weight: 650;
    letter-spacing: -0.01em;
  }
  .sub,
  .measure,
  .coverage,
  .files {
    color: var(--_ink2);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 20px;
    margin: 10px 0 4px;
    font-size: 13px;
  }
  .choices label {
    display: flex;
    gap: 8px;
    align-items: center;
    color: var(--_ink2);
  }
  select {
    max-width: 260px;
    min-height: 30px;
    padding: 2px 6px;
    border: 1px solid var(--_line2);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_ink);
    font: inherit;
  }
  .coverage {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 20px;
    margin: 6px 0 20px;
    font-size: 13px;
  }
  .coverage b {
    color: var(--_ink);
    font-variant-numeric: tabular-nums;
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(12, minmax(0, 1fr));
    grid-template-rows: auto auto 1fr;
    gap: 36px 40px;
  }
  .grid > section {
    grid-column: span 4;
    min-width: 0;
  }
  .grid > .wide {
    grid-column: span 8;
    grid-row: span 3;
  }
  @container (max-width: 980px) {
    .grid {
      grid-template-rows: none;
    }
    .grid > section {
      grid-column: span 6;
    }
    .grid > .wide {
      grid-column: 1 / -1;
      grid-row: auto;
    }
  }
  @container (max-width: 640px) {
    .grid {
      gap: 32px 0;
    }
    .grid > section,
    .grid > .wide {
      grid-column: 1 / -1;
    }
  }
  h3 {
    margin: 0;
    font-size: 15px;
    line-height: 20px;
    font-weight: 650;
    text-wrap: balance;
  }
  .measure {
    margin: 2px 0 10px;
    font-size: 12px;
    line-height: 16px;
  }
  .away {
    margin-top: 36px;
    padding-top: 12px;
    border-top: 1px solid var(--_line);
    color: var(--_ink2);
    font-size: 13px;
  }
  .away ul {
    margin: 6px 0 0;
    padding: 0;
    list-style: none;
  }
  .away b {
    color: var(--_ink);
  }
  .to-report {
    align-self: center;
    color: var(--_accent);
    line-height: 30px;
  }
  .note {
    margin: 20px 0;
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
  }
  .waiting.big {
    height: 380px;
  }
  @media (max-width: 480px) {
    :host {
      padding: var(--dip-padding, 16px 8px);
    }
  }
`;
