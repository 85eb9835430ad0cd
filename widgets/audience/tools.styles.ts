import { css } from 'lit';

/** A chart’s table and its files. */
export const toolsStyles = css`
  .map-box:focus-visible,
  summary:focus-visible,
  .files button:focus-visible,
  select:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    align-items: baseline;
    margin-top: 6px;
    font-size: 12px;
  }
  .files {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
  }
  .files button {
    min-height: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent);
    font: inherit;
    text-decoration: underline;
    cursor: pointer;
  }
  details {
    max-width: 100%;
  }
  details[open] {
    flex-basis: 100%;
  }
  summary {
    width: fit-content;
    color: var(--_accent);
    line-height: 24px;
    cursor: pointer;
  }
  .twin {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  caption {
    padding-bottom: 4px;
    color: var(--_ink2);
    font-size: 12px;
    text-align: start;
  }
  th,
  td {
    padding: 3px 12px 3px 0;
    border-bottom: 1px solid var(--_line);
    font-weight: 400;
    text-align: start;
  }
  thead th {
    color: var(--_ink2);
    font-size: 12px;
  }
  td,
  thead th:not(:first-child) {
    text-align: end;
    white-space: nowrap;
  }
`;
