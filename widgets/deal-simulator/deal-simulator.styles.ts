import { css } from 'lit';

export const simulatorStyles = css`
  h3 {
    margin: 0;
    font-size: 16px;
    line-height: 22px;
  }
  .finding {
    font-size: 16px;
    line-height: 22px;
    min-height: 22px;
    font-variant-numeric: tabular-nums;
  }
  .lead {
    max-width: none;
    margin: 0 0 8px;
    font-size: 13px;
    line-height: 18px;
  }
  /* What stands is painted once, each by itself, and taken over while something beside it moves. */
  .chart,
  .chart svg,
  .marks,
  .house,
  .other,
  .still {
    isolation: isolate;
  }
  .chart {
    position: relative;
  }
  .chart svg {
    display: block;
    max-width: 100%;
    overflow: visible;
  }
  .chart-place {
    height: 260px;
  }
  text {
    fill: var(--_ink2);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  text.end.provider {
    fill: var(--_accent);
    font-weight: 600;
  }
  .grid {
    stroke: var(--_line);
  }
  .nought {
    stroke: color-mix(in srgb, var(--_ink2) 70%, var(--_surface));
  }
  .drop {
    stroke: color-mix(in srgb, var(--_ink2) 70%, var(--_surface));
    stroke-dasharray: 2 3;
  }
  .mark {
    fill: var(--_surface);
    stroke: var(--_ink);
    stroke-width: 1.5;
  }
  .curve {
    fill: none;
    stroke-width: 2.5;
    stroke-linejoin: round;
  }
  .curve.second {
    stroke-width: 1.25;
  }
  .provider {
    stroke: var(--_accent);
  }
  .curve.venue {
    stroke: var(--_accent2);
    stroke-dasharray: 7 4;
  }
  text.provider,
  text.venue {
    stroke: none;
  }
  .marks {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    margin: 4px 0;
    font-size: 13px;
  }
  table {
    width: 100%;
    max-width: 640px;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 5px 8px 5px 0;
    border-bottom: 1px solid var(--_line);
    font-weight: 400;
    text-align: start;
  }
  th:last-child,
  td:last-child {
    padding-inline-end: 0;
  }
  thead > tr > * {
    border-bottom-color: var(--_line2);
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
    font-weight: 550;
    vertical-align: bottom;
  }
  th .small {
    display: block;
    font-weight: 400;
  }
  .num {
    text-align: end;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .key {
    display: inline-block;
    width: 20px;
    margin-inline-end: 8px;
    border-top: 3px solid var(--_accent);
    vertical-align: middle;
  }
  .key.second {
    border-top-width: 1px;
  }
  .scrolls {
    overflow-x: auto;
  }
  details {
    margin: 8px 0;
  }
  summary {
    min-height: 28px;
    line-height: 28px;
    color: var(--_accent);
    cursor: pointer;
  }
  .house .fields {
    max-width: 820px;
    padding: 4px 0 12px;
  }
  .other {
    margin-top: 16px;
    padding: 12px 0 0 16px;
    border-inline-start: 3px solid var(--_accent2);
  }
  @media print {
    input[type='range'],
    .house,
    .other {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .chart * {
      forced-color-adjust: none;
    }
  }
`;
